using ConductBot.Host.Commands;
using ConductBot.Languages;

// Whatever this machine speaks, the commands, the log and an export are in English. A turn speaks its person's language.
using var speaking = Language.Use(Language.British);
return await CommandLine.RunAsync(args);
