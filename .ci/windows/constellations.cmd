@"%~dp0python\python.exe" -m optimizer %*
