carepath
mkdir -p other empty other/pathways
cp fall.yaml other/pathways/
printf '# a note\n\ncarepath: 1\n' >other/broken.yaml
printf 'name: something else\n' >other/else.yaml
mkfifo other/pipe.yaml
cd other && carepath
cd ../empty && carepath
