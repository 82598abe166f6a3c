using System.CommandLine;
using System.CommandLine.Parsing;

namespace ConductBot.Host.Commands;

/// <summary>
/// The program's commands. Without a word it serves. A wrong word or file gives one line on standard error and exit 2; a
/// stack trace is never shown.
/// </summary>
public static class CommandLine
{
    public const int Ok = 0;
    public const int Found = 1;
    public const int Wrong = 2;

    public static async Task<int> RunAsync(string[] args)
    {
        args = TakeDefaultEnvironment(args);
        var (words, settings) = CommandSettings.Split(args);
        if (words.Length == 0 || words[0] == "serve" || words[0].StartsWith("--", StringComparison.Ordinal) && !IsHelp(words[0]))
        {
            return await GuardAsync(() => Serving.ConductBotServer.RunAsync(args is ["serve", ..] ? args[1..] : args));
        }

        var root = new RootCommand("ConductBot: a Teams bot for concerns about social-media posts. Without a command it serves.")
        {
            new Command("serve", "Serves the bot (the default)."),
            PolicyCommands.Create(),
            CardCommands.Create(),
            AuditCommands.Create(settings),
            CaseCommands.Create(settings),
            ManifestCommands.Create(settings),
        };

        var parsed = root.Parse(words);
        if (parsed.Errors.Count > 0)
        {
            await Console.Error.WriteLineAsync(parsed.Errors[0].Message);
            return Wrong;
        }

        return await GuardAsync(() => parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }));
    }

    /// <summary>What a command reads or writes may be missing or wrong; that is for whoever typed it, in one line.</summary>
    private static async Task<int> GuardAsync(Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (Exception problem) when (StartProblem.Is(problem))
        {
            await Console.Error.WriteLineAsync(problem.Message.ReplaceLineEndings(" "));
            return (problem as StartProblem)?.Exit ?? Wrong;
        }
    }

    /// <summary>
    /// `dotnet run` says which environment it means where nobody else does: the usual variables still have the last word.
    /// </summary>
    private static string[] TakeDefaultEnvironment(string[] args)
    {
        if (args is not ["--default-environment", var environment, .. var rest])
        {
            return args;
        }

        if (Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") is null && Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") is null)
        {
            Environment.SetEnvironmentVariable("ASPNETCORE_ENVIRONMENT", environment);
        }

        return rest;
    }

    private static bool IsHelp(string word) => word is "--help" or "--version";
}
