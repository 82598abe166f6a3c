using ConductBot.Storage;

return args switch
{
    [EndlessWriter.Word, var connectionString] => await EndlessWriter.RunAsync(connectionString),
    [Measurement.Word, var connectionString] => await Measurement.RunAsync(connectionString),
    _ => await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args),
};
