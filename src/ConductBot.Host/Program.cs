using ConductBot.Host.Commands;

return await CommandLine.RunAsync(args);
