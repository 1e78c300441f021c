import CNative

/// Asks the C library to keep the memory that tensors give back, for the next ones. Process-wide, so a program's own
/// choice: call it first thing in `main`, before other threads are made.
///
/// A training makes and drops the same tensors over and over. glibc gives large ones back to the system each time and
/// gets them again as fresh zeroed pages: a quarter of a training's processor time on small images was spent on that. With
/// this, memory in use stays at its highest mark until the program ends. Other C libraries stay as they are.
public func keepFreedMemory() { pleura_keep_freed_memory() }

/// Gives the memory that is free now back to the system, once: what `keepFreedMemory` would keep of a peak that does not
/// come again, such as the images that were decoded to be made small. glibc alone; other C libraries stay as they are.
public func giveBackFreedMemory() { pleura_give_back_freed_memory() }
