using ConductBot.Host.Commands;

namespace ConductBot.Tests.Commands;

/// <summary>What a command printed and how it ended.</summary>
internal sealed record CommandRun(int Exit, string Output, string Error)
{
    /// <summary>Runs a command in this process. The console is everybody's, so these tests run alone.</summary>
    public static async Task<CommandRun> OfAsync(params string[] args)
    {
        var (output, error) = (Console.Out, Console.Error);
        using var outputWriter = new StringWriter();
        using var errorWriter = new StringWriter();
        Console.SetOut(outputWriter);
        Console.SetError(errorWriter);
        try
        {
            return new(await CommandLine.RunAsync(args), outputWriter.ToString(), errorWriter.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
    }

    /// <summary>A wrong word, setting or file: one line that says so, exit 2, and nothing else.</summary>
    public void SaysOneLine(string what)
    {
        Assert.Equal((2, ""), (Exit, Output));
        Assert.Contains(what, Error, StringComparison.Ordinal);
        Assert.Single(Error.TrimEnd('\n').Split('\n'));
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
    }
}

[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ConsoleTests
{
    public const string Name = "console";
}
