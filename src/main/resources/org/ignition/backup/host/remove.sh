# Removes the files of folder $1 whose names stand in standard input; prints those that are still there.
# Our names hold nothing that a shell or xargs would take apart.
enter "$1" 0
names=$(cat)
printf '%s\n' "$names" | xargs rm -f
for each in $names; do
  if [ -e "$each" ] || [ -L "$each" ]; then echo "$each"; fi
done
