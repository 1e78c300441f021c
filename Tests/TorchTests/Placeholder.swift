// Replaced as the module's tests are written.
