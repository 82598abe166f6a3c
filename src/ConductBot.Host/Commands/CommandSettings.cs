using ConductBot.Host.Serving;
using ConductBot.Storage;
using ConductBot.Storage.Sealing;

namespace ConductBot.Host.Commands;

/// <summary>The settings of a command: what the server would get, in the usual .NET order, the command line last.</summary>
internal sealed class CommandSettings
{
    private static readonly string[] Sections = ["ConnectionStrings", "Security", "Schools", "SetUp", "Connector", "Logging"];
    private static readonly string[] Keys = ["MicrosoftAppType", "MicrosoftAppId", "MicrosoftAppPassword", "MicrosoftAppTenantId", "Urls", "environment"];

    private CommandSettings(IConfiguration configuration, IHostEnvironment environment)
    {
        Configuration = configuration;
        Environment = environment;
    }

    public IConfiguration Configuration { get; }

    public IHostEnvironment Environment { get; }

    /// <summary>
    /// Parts the words of a command from settings such as <c>--ConnectionStrings:ConductBot=…</c>, which may stand
    /// anywhere among them. Whatever is no setting of ours stays a word, so that a slip of the pen is found.
    /// </summary>
    public static (string[] Words, string[] Settings) Split(string[] args)
    {
        var words = new List<string>();
        var settings = new List<string>();
        for (var i = 0; i < args.Length; i++)
        {
            if (!IsSetting(args[i]))
            {
                words.Add(args[i]);
                continue;
            }

            settings.Add(args[i]);
            if (!args[i].Contains('=', StringComparison.Ordinal) && i + 1 < args.Length)
            {
                settings.Add(args[++i]);
            }
        }

        return ([.. words], [.. settings]);
    }

    public static CommandSettings Read(string[] settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = settings, ContentRootPath = AppContext.BaseDirectory });
        return new(builder.Configuration, builder.Environment);
    }

    /// <summary>The database the server would use. A file that is not there is not made: nobody's cases are in it.</summary>
    public async Task<IStore> OpenStoreAsync(CancellationToken cancellationToken)
    {
        if (Stores.DatabasePath(Connection) is { } file && !File.Exists(file))
        {
            throw new StartProblem($"ConnectionStrings:ConductBot: there is no database {Path.GetFullPath(file)}.");
        }

        return await Stores.OpenAsync(Connection, cancellationToken);
    }

    /// <summary>The key the server would use; none is made for a database that was sealed with another.</summary>
    public MasterKey MasterKey()
    {
        var beside = Stores.DatabasePath(Connection) is { } file ? Path.GetFullPath(file) + ".key" : null;
        return string.IsNullOrWhiteSpace(Configuration["Security:MasterKey"]) && Environment.IsDevelopment() && (beside is null || !File.Exists(beside))
            ? throw new StartProblem($"Security:MasterKey is missing{(beside is null ? "" : $", and so is {beside}")}.")
            : ConductBotServer.MasterKeyOf(Configuration, Environment, Connection);
    }

    private string Connection => ConductBotServer.ConnectionOf(Configuration);

    private static bool IsSetting(string word)
    {
        if (!word.StartsWith("--", StringComparison.Ordinal))
        {
            return false;
        }

        var key = word[2..].Split('=')[0];
        return Keys.Contains(key, StringComparer.OrdinalIgnoreCase)
            || (key.Contains(':', StringComparison.Ordinal) && Sections.Contains(key.Split(':')[0], StringComparer.OrdinalIgnoreCase));
    }
}
