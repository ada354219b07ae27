# Notes, somebody's own words, votes, and all of it taken back: in lines. A line
# that cannot be read (with a form feed) is none of the numbers.
unclear=$(printf 'a\014b')
cp fall.yaml hip.yaml
at-terminal '1||n|x|i|one assessment for both|Ann|w|n|v|I waited|Margaret|maybe|n||n||   |n|a|ask the ward|Bea|Friday||m|'"$unclear"'|+1|-1|-1|t2|u|u|9|3||f|h|'"$unclear"'|+1|2|/ward|1|/nowhere|boundaries|q' carepath walk --plain hip.yaml | tail -n +28
sed 's/, at: "[^"]*"//; s/, sum: .*//; s/, on: .*//' hip.journal.yaml
