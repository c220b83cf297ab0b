# Makes folder $1, clears away what cut connections left there, and refuses name $2 if it is taken.
# Whoever writes gives up after minutes in which nothing moved: two hours mean that nobody does.
mkdir -p "$1" && cd "$1" && [ -w . ] || exit 74
find . ! -name . -prune -type f -name '.backup_*.arriving' -mmin +120 -exec rm -f {} +
for each in "$2" "$2.json"; do
  if [ -e "$each" ] || [ -L "$each" ]; then exit 71; fi
done
df -P -k .
