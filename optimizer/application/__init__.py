"""What a command, a terminal or a batch does, from files to files; knows no command line."""
