print("pleura")
