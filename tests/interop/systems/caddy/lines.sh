#!/bin/sh
# The command behind a socket, started once for each: greets, numbers the lines that it reads, and ends at "quit".
echo "a command that says hé✓ 🌍"
number=0
while IFS= read -r line && [ "$line" != quit ]; do
  number=$((number + 1))
  printf '%d: %s\n' "$number" "$line"
done
