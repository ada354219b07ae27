#include "cli/cli.h"

#include <string.h>

const struct command commands[] = {
    {"walk", FOR_WALK, "FILE", 1, 1, "walk through a pathway, step by step",
     "At a terminal it is a screen: the map, and the walk step by step; '?' shows its keys. With --plain, or where the "
     "terminal cannot show it, it is a conversation in lines, which a screen reader can follow: one step at a time, "
     "and "
     "all that the screen does by the same keys, each ended by Enter ('?' lists them), but for what only moves or "
     "colours the picture. Without a terminal "
     "the whole walk is written: the first journey of the file, or the likeliest way where it has none.",
     run_walk},
    {"check", FOR_CHECK, "FILE...", 1, UINT32_MAX, "say what is wrong with a file, and what the map shows to be wrong",
     "Errors and warnings about the file go to standard error. What is flagged goes to standard output, one line each: "
     "FILE:LINE:COLUMN: flag: SENTENCE [RULE]. 'carepath help findings' lists the rules.",
     run_check},
    {"report", FOR_REPORT, "FILE [FILE...]", 1, UINT32_MAX, "what the pathway is like for people, and what hurts most",
     "The figures, what hurts most, every finding with its place in the file, costs, and the journeys. Several files "
     "are reported one by one and added up by people a year; the same names are the same teams and organisations.",
     run_report},
    {"draw", FOR_DRAW, "FILE", 1, 1, "draw the map: who does what, and how people get from one to the next",
     "Each team has a lane; lanes lie in the order person, health, care, voluntary. Time runs to the right, dotted "
     "arrows are waits. A map that is wider than the page is cut into strips one below the other; of each strip only "
     "the lanes in which something happens are drawn.",
     run_draw},
    {"compare", FOR_COMPARE, "BEFORE AFTER", 2, 2,
     "what changes for people, and for who pays, from one file to the other",
     "Begins with one sentence: whether people are better off, and which payers. Then what is better, worse, and as it "
     "was; how it ends; who pays, and what one payer saves at another one's cost; goals; steps added, removed and "
     "moved; what is no longer flagged, newly flagged, and still flagged. Steps, teams and clocks are the same where "
     "their ids are, payers, outcomes and goals where their names are. The same imagined people walk both maps.",
     run_compare},
    {"new", FOR_NEW, "FILE", 1, 1, "write a commented file to start from",
     "The file must not be there yet. What it holds is a small pathway that can be changed line by line. With --like "
     "it is a copy of one that comes with carepath, in which TODO stands in front of every name that is another "
     "place's: 'carepath check' warns of each until your own is there. Its figures stay those of its sources until you "
     "put in yours.",
     run_new},
    {"help", FOR_HELP, "[COMMAND]", 0, 1, "explain a command",
     "'carepath help format' is the reference of the pathway file, 'carepath help findings' lists what is measured and "
     "flagged, 'carepath help man' writes the manual page.",
     run_help},
};

const uint32_t command_count = sizeof commands / sizeof *commands;

const struct command *command_find(const char *name)
{
	for (uint32_t i = 0; i < command_count; i++)
		if (strcmp(commands[i].name, name) == 0)
			return &commands[i];
	return NULL;
}
