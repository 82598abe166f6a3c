using System.Net;
using ConductBot.Bot;
using ConductBot.Bot.Cards;
using ConductBot.Bot.CaseWork;
using ConductBot.Bot.Delivery;
using ConductBot.Bot.General;
using ConductBot.Bot.People;
using ConductBot.Bot.PolicyQuestions;
using ConductBot.Bot.Reporting;
using ConductBot.Bot.SetUp;
using ConductBot.Bot.Turns;
using ConductBot.Cards;
using ConductBot.Host.Caseload;
using ConductBot.Host.Commands;
using ConductBot.Host.Playground;
using ConductBot.Policies;
using ConductBot.Storage;
using ConductBot.Storage.Sealing;
using ConductBot.Teams;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ConductBot.Host.Serving;

/// <summary>Puts the process together: one web application, whatever the size of the school.</summary>
public static class ConductBotServer
{
    public const string MessagesPath = "/api/messages";
    private const string DefaultUrl = "http://localhost:3978";

    /// <summary>The app id of Development's own channel: nobody's registration.</summary>
    internal const string DevelopmentAppId = "3978c0de-0000-4000-8000-00000000c0de";

    public static async Task<int> RunAsync(string[] args)
    {
        await using var app = await BuildAsync(args);
        await app.StartAsync();
        StopUnlessLoopback(app);
        await app.WaitForShutdownAsync();
        return CommandLine.Ok;
    }

    /// <summary>Builds the application; tests hand in other services.</summary>
    public static async Task<WebApplication> BuildAsync(string[] args, Action<WebApplicationBuilder>? change = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        change?.Invoke(builder);
        var configuration = builder.Configuration;
        if (string.IsNullOrEmpty(configuration["Urls"]) && string.IsNullOrEmpty(configuration["HTTP_PORTS"]))
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        var options = BotFrameworkOptions.From(configuration);
        if (options.Problems() is [{ } problem, ..])
        {
            throw new StartProblem(problem);
        }

        if (options.MicrosoftAppId is null && !builder.Environment.IsDevelopment())
        {
            return Refusing(
                builder, StatusCodes.Status401Unauthorized,
                "MicrosoftAppId is not set and this is not Development. Set it (and MicrosoftAppPassword, MicrosoftAppTenantId) to the bot's registration.");
        }

        // Development without credentials of its own speaks to itself: the playground is the channel.
        var ownChannel = options.MicrosoftAppId is null;
        if (ownChannel)
        {
            options.MicrosoftAppId = DevelopmentAppId;
            options.ServiceHosts = [.. UrlsOf(configuration).Select(url => new Uri(url).Authority)];
            options.GraphUrl = null;
        }

        var policies = PolicyLibrary.Load(Folders.Seeds);
        var schools = SchoolsOf(configuration, options, ownChannel, policies);
        if (options.AllowedTenants.Count == 0)
        {
            options.AllowedTenants = [.. schools.Select(school => school.TenantId).Append(options.MicrosoftAppTenantId).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)];
        }

        var connection = ConnectionOf(configuration);
        if (MasterKeyProblem(configuration, builder.Environment) is { } keyProblem)
        {
            return Refusing(builder, StatusCodes.Status503ServiceUnavailable, keyProblem);
        }

        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        var alone = ServingLock.Take(connection);
        services.AddSingleton(_ => alone);
        services.TryAddSingleton(await Stores.OpenAsync(connection, CancellationToken.None));
        AddTeams(services, options, ownChannel);
        AddBot(services, policies, schools, SchoolOptions.ReadSetUp(configuration), MasterKeyOf(configuration, builder.Environment, connection));

        var app = builder.Build();
        app.Services.GetRequiredService<ServingLock>();
        var log = app.Services.GetRequiredService<ILogger<MessagesEndpoint>>();
        foreach (var missing in ownChannel ? [] : options.CredentialProblems())
        {
            Log.Setting(log, missing);
        }

        await app.Services.GetRequiredService<KeyRing>().RewrapAsync(app.Services.GetRequiredService<TimeProvider>().GetUtcNow(), CancellationToken.None);
        Map(app, ownChannel ? options : null, connection, schools);
        Log.Serving(log, await CheckSetUpAsync(app.Services, policies, log), policies.All.Count);
        return app;
    }

    /// <summary>A school that was set up in Teams does not stop the start; what keeps it from working is said.</summary>
    /// <returns>How many schools there are.</returns>
    private static async Task<int> CheckSetUpAsync(IServiceProvider services, PolicyLibrary policies, ILogger log)
    {
        var schools = services.GetRequiredService<Schools>();
        await schools.RefreshAsync(atOnce: true, CancellationToken.None);
        await services.GetRequiredService<DslGroupCheck>().ReadAsync(DslGroupCheck.PatienceAtStart, CancellationToken.None);
        foreach (var school in schools.All.Where(school => school.IsSetUpInTeams && policies.Newest(school.Policy) is null))
        {
            Log.Setting(log, $"School {school.Id}, set up in Teams, works under '{school.Policy}', which is not among the policy packs: no report can be made there until it is, or an owner chooses another.");
        }

        return schools.All.Count;
    }

    /// <summary>Where this process will listen, as far as the settings say.</summary>
    private static IEnumerable<string> UrlsOf(IConfiguration configuration) =>
        (configuration["Urls"] ?? DefaultUrl).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(url => Uri.TryCreate(url, UriKind.Absolute, out _));

    private static void Map(WebApplication app, BotFrameworkOptions? playground, string connection, IReadOnlyList<School> schools)
    {
        var messages = app.Services.GetRequiredService<MessagesEndpoint>();
        app.MapPost(MessagesPath, (Delegate)messages.PostAsync);
        app.MapPages();
        app.Services.GetRequiredService<CaseloadEndpoints>().Map(app);
        app.MapGet("/health/live", () => Results.Text("live"));
        app.MapGet("/health/ready", async (IStore store, Schools known, CancellationToken token) =>
        {
            try
            {
                await store.CheckAsync(token);

                // Without its DSL group a school still takes reports, so this is ready, and says what is amiss.
                return Results.Text(string.Join('\n', ["ready", .. known.GroupProblems]));
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                return Results.Text("the database cannot be written to", statusCode: StatusCodes.Status503ServiceUnavailable);
            }
        });

        if (playground is not null)
        {
            var channel = app.Services.GetRequiredService<DevelopmentChannel>();
            app.MapPlayground(new()
            {
                BotUrl = () => new Uri(AddressOf(app) + MessagesPath),
                SignTab = channel.TabToken,
                Sign = service => channel.Authorize(service)["Bearer ".Length..],
                AppId = playground.MicrosoftAppId!,
                StateFolder = Path.GetDirectoryName(Path.GetFullPath(Stores.DatabasePath(connection) ?? "conductbot.db"))!,
            });
        }
    }

    private static void AddTeams(IServiceCollection services, BotFrameworkOptions options, bool ownChannel)
    {
        services.AddSingleton(options);
        services.TryAddSingleton<HttpMessageHandler>(_ => TeamsHttp.CreateHandler(options));

        if (ownChannel)
        {
            services.AddSingleton(provider => new DevelopmentChannel(options, provider.GetRequiredService<TimeProvider>()));
            services.AddSingleton<IOpenIdKeySource>(provider => provider.GetRequiredService<DevelopmentChannel>());
            services.AddKeyedSingleton<IOpenIdKeySource>(nameof(TabTokenValidator), (provider, _) => provider.GetRequiredService<DevelopmentChannel>());
            services.AddSingleton(provider => new CachedTokens(
                provider.GetRequiredService<DevelopmentChannel>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<CachedTokens>>()));
        }
        else
        {
            services.AddSingleton(provider => new OpenIdKeys(
                new Uri(options.OpenIdMetadataUrl), provider.GetRequiredService<HttpMessageHandler>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<OpenIdKeys>>()));
            services.AddSingleton<IOpenIdKeySource>(provider => provider.GetRequiredService<OpenIdKeys>());
            services.AddKeyedSingleton<IOpenIdKeySource>(nameof(TabTokenValidator), (provider, _) => new OpenIdKeys(
                options.TabMetadata, provider.GetRequiredService<HttpMessageHandler>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<OpenIdKeys>>(), publisher: "Entra"));
            services.AddHostedService<StartUpCheck>();
            services.AddHostedService<PlaceService>();
            services.AddSingleton(provider => CachedTokens.For(
                options, provider.GetRequiredService<HttpMessageHandler>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<CachedTokens>>()));
        }

        services.AddSingleton<ConnectorTokenValidator>();
        services.AddSingleton(provider => new TabTokenValidator(
            options,
            ownChannel ? [DevelopmentChannel.TabIssuer] : TabTokenValidator.IssuersOf(options.Cloud),
            provider.GetRequiredKeyedService<IOpenIdKeySource>(nameof(TabTokenValidator)),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<TabTokenValidator>>()));
        services.AddSingleton<ConnectorClient>();
        services.AddSingleton<GraphClient>();
        services.AddSingleton<FileDownloader>();
        services.AddSingleton<EvidenceTaking>();
        services.AddSingleton<MessagePictures>();
    }

    private static void AddBot(
        IServiceCollection services, PolicyLibrary policies, IReadOnlyList<School> schools, SetUpOptions setUp, MasterKey master)
    {
        services.AddSingleton(policies);
        services.AddSingleton(PolicyAnswers.Load(Folders.Seeds, policies.All));
        services.AddSingleton(CardLibrary.Load(Folders.Cards, CardLanguages.All));
        services.AddSingleton(setUp);
        services.AddSingleton<SettingsStore>();
        services.AddSingleton<DslGroups>();
        services.AddSingleton(provider => new Schools(
            schools, provider.GetRequiredService<SettingsStore>(), provider.GetRequiredService<DslGroups>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(master);
        services.AddSingleton(TurnSeals.From(master));
        services.AddSingleton<KeyRing>();
        services.AddSingleton<CaseStore>();
        services.AddSingleton<Absences>();
        services.AddSingleton<OnDuty>();
        services.AddSingleton<CaseNotices>();
        services.AddSingleton<FollowUps>();
        services.AddSingleton<CaseTimers>();
        services.AddSingleton<CaseDesk>();
        services.AddSingleton<CaseVerbs>();
        services.AddSingleton<CaseLists>();
        services.AddSingleton<Bot.CaseWork.Caseload>();
        services.AddSingleton<CaseloadEndpoints>();
        services.AddSingleton(provider => new DraftStore(provider.GetRequiredService<IStore>(), provider.GetRequiredService<TurnSeals>().Drafts));
        services.AddSingleton<ReportConversation>();
        services.AddSingleton<AbandonedDrafts>();
        services.AddSingleton<PolicyConversation>();
        services.AddSingleton<GeneralConversation>();
        services.AddSingleton<TeamRosters>();
        services.AddSingleton<SetUpDraftStore>();
        services.AddSingleton<SetUpConversation>();
        services.AddSingleton<TeamPlaces>();
        services.AddSingleton<PlaceCheck>();
        services.AddSingleton<IBot, ConductBotHandler>();
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton<TurnRunner>();
        services.AddSingleton<Postman>();
        services.AddSingleton<ConversationLocks>();
        services.AddSingleton<LastResort>();
        services.AddSingleton<MessagesEndpoint>();
        services.AddHostedService<DeliveryService>();
        services.AddHostedService<WarmUp>();
        services.AddSingleton<DslGroupCheck>();
        services.AddHostedService<DslGroupService>();
    }

    internal static IReadOnlyList<School> SchoolsOf(
        IConfiguration configuration, BotFrameworkOptions options, bool ownChannel, PolicyLibrary policies)
    {
        var configured = SchoolOptions.Read(configuration, options.MicrosoftAppTenantId, policies.WhyNot);
        return configured.Count > 0 || !ownChannel
            ? configured
            :
            [
                .. DemoSchools.All.Select(school => new School
                {
                    Id = school.Id,
                    Name = school.Name,
                    Policy = school.Policy,
                    TenantId = DemoSchools.TenantId,
                    TeamId = school.TeamId,
                    ChannelId = school.ChannelId,
                    Dsl = [school.Dsl.AadObjectId],
                    Deputies = [school.Deputy.AadObjectId],
                    Leads = [school.Lead.AadObjectId],
                    Staff = [.. school.Staff],
                }),
            ];
    }

    internal static string ConnectionOf(IConfiguration configuration) =>
        configuration.GetConnectionString("ConductBot") ?? "Data Source=conductbot.db";

    internal static MasterKey MasterKeyOf(IConfiguration configuration, IHostEnvironment environment, string connection)
    {
        var configured = configuration["Security:MasterKey"];
        return string.IsNullOrWhiteSpace(configured) && environment.IsDevelopment()
            ? MasterKey.LoadOrCreateBeside(Stores.DatabasePath(connection) ?? Path.GetFullPath("conductbot.db"))
            : MasterKey.FromBase64(configured);
    }

    /// <summary>What is wrong with the master key, if anything is. A database is not even opened without one.</summary>
    private static string? MasterKeyProblem(IConfiguration configuration, IHostEnvironment environment)
    {
        if (string.IsNullOrWhiteSpace(configuration["Security:MasterKey"]) && environment.IsDevelopment())
        {
            return null;
        }

        try
        {
            MasterKey.FromBase64(configuration["Security:MasterKey"]);
            return null;
        }
        catch (MasterKeyException problem)
        {
            return problem.Message;
        }
    }

    /// <summary>Without what it needs to believe or to keep anything, the process lives, refuses, and says why.</summary>
    private static WebApplication Refusing(WebApplicationBuilder builder, int status, string problem)
    {
        var app = builder.Build();
        Log.EverythingRefused(app.Services.GetRequiredService<ILogger<MessagesEndpoint>>(), problem);
        app.MapPost(MessagesPath, (HttpContext context) =>
        {
            if (status == StatusCodes.Status401Unauthorized)
            {
                context.Response.Headers.WWWAuthenticate = "Bearer";
            }

            return Results.StatusCode(status);
        });
        app.MapGet("/health/live", () => Results.Text("live"));
        app.MapGet("/health/ready", () => Results.Text(problem, statusCode: StatusCodes.Status503ServiceUnavailable));
        return app;
    }

    /// <summary>Development lets whoever reaches it be anybody, so nobody outside this machine may.</summary>
    private static void StopUnlessLoopback(WebApplication app)
    {
        if (app.Environment.IsDevelopment() && app.Services.GetService<DevelopmentChannel>() is not null)
        {
            foreach (var address in app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [])
            {
                var host = new Uri(address.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal)).Host.Trim('[', ']');
                if (host != "localhost" && !(IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip)))
                {
                    throw new StartProblem($"Urls: Development without MicrosoftAppId listens on this machine only, and {address} is open to others. Use {DefaultUrl}.");
                }
            }

            Log.Playground(app.Services.GetRequiredService<ILogger<MessagesEndpoint>>(), AddressOf(app) + "/");
        }
    }

    private static string AddressOf(WebApplication app) =>
        (app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? DefaultUrl).TrimEnd('/');
}
