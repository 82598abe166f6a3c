using System.Collections.Concurrent;
using ConductBot.Bot.CaseWork;
using ConductBot.Bot.Delivery;
using ConductBot.Bot.Reporting;
using ConductBot.Bot.SetUp;
using ConductBot.Cases;
using ConductBot.Host.Commands;
using ConductBot.Host.Serving;
using ConductBot.Policies;
using ConductBot.Storage;
using ConductBot.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConductBot.Tests.Bot;

/// <summary>
/// The whole bot as it is served, in Production, with nothing inside it replaced but the clock and the way out. Nothing is
/// delivered by itself: the test says when, and so knows that everything has arrived.
/// </summary>
internal sealed class BotHost : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 11, 20, 9, 30, 0, TimeSpan.Zero);

    private static readonly ConcurrentDictionary<string, PolicyAnswers> Learnt = new(StringComparer.Ordinal);

    private readonly string folder = Scratch.Folder();
    private readonly Action<Dictionary<string, string?>>? change;
    private readonly bool delivers;
    private WebApplication? app;
    private HttpClient? http;
    private bool broken;

    private BotHost(Action<Dictionary<string, string?>>? change, bool delivers, Action<BotHost>? before)
    {
        before?.Invoke(this);
        this.change = change;
        this.delivers = delivers;
    }

    public FakeWorld World { get; } = new();

    public ManualTime Time { get; } = new(Start);

    public CapturedLog Log { get; } = new();

    public FakeConnector Connector => World.Connector;

    public Inbound Inbound => World.Inbound;

    public SignedClient Client { get; private set; } = null!;

    /// <summary>For requests that are not the Connector's.</summary>
    public HttpClient Http => http!;

    public IServiceProvider Services => app!.Services;

    public IStore Store => Services.GetRequiredService<IStore>();

    public PolicyLibrary Policies => Services.GetRequiredService<PolicyLibrary>();

    /// <param name="change">Changes the settings before the start.</param>
    /// <param name="delivers">False for a host that has nothing to deliver with, as it refuses everything.</param>
    /// <param name="before">Changes the world before the start.</param>
    public static async Task<BotHost> StartAsync(Action<Dictionary<string, string?>>? change = null, bool delivers = true, Action<BotHost>? before = null)
    {
        var host = new BotHost(change, delivers, before);
        await host.ServeAsync();
        return host;
    }

    /// <summary>Ends this process, so to speak, and begins another on the same database.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await ServeAsync();
    }

    /// <summary>Sends what may be sent now.</summary>
    /// <returns>When there is more to send; null when nothing waits.</returns>
    public async Task<DateTimeOffset?> DeliverAsync()
    {
        var due = await Services.GetRequiredService<Postman>().DeliverAsync(CancellationToken.None);
        ThrowIfBroken();
        return due;
    }

    /// <summary>Looks at the cases whose time has come, and sends what comes of it.</summary>
    /// <returns>When the next one is due; null when none waits.</returns>
    public async Task<DateTimeOffset?> LookAsync()
    {
        var due = await Services.GetRequiredService<CaseTimers>().RunAsync(CancellationToken.None);
        await DeliverEverythingAsync();
        return due;
    }

    /// <summary>Looks at the schools' teams and channels, as the host does by itself every day, and once more where one is missing, and sends what comes of it.</summary>
    public async Task LookAtPlacesAsync()
    {
        if (await LookOnceAtPlacesAsync())
        {
            Time.Advance(TimeSpan.FromMinutes(20));
            await LookOnceAtPlacesAsync();
        }
    }

    /// <returns>Whether a place is missing, by this look.</returns>
    public async Task<bool> LookOnceAtPlacesAsync()
    {
        var isMissing = await Services.GetRequiredService<PlaceCheck>().RunAsync(CancellationToken.None);
        await DeliverEverythingAsync();
        return isMissing;
    }

    /// <summary>Looks at what people have left half-way, as the host does by itself every hour, and sends what comes of it.</summary>
    public async Task TidyAsync()
    {
        await Services.GetRequiredService<AbandonedDrafts>().RunAsync(CancellationToken.None);
        await DeliverEverythingAsync();
    }

    /// <summary>Reads the schools' DSL groups, as the host does by itself now and then.</summary>
    public Task ReadGroupsAsync() => Services.GetRequiredService<DslGroupCheck>().ReadAsync(DslGroupCheck.PatienceLater, CancellationToken.None);

    /// <summary>Sends everything, moving the clock where something has to wait for its next try.</summary>
    public async Task DeliverEverythingAsync()
    {
        while (await DeliverAsync() is { } due)
        {
            Time.MoveTo(due);
        }
    }

    public async Task<CaseFile> CaseAsync(string reference) =>
        await Services.GetRequiredService<CaseStore>().FindAsync(reference, CancellationToken.None)
        ?? throw new InvalidOperationException($"There is no case {reference}.");

    public async Task<IReadOnlyList<string>> ReferencesAsync() =>
    [
        .. (await Store.ListStreamsAsync(CancellationToken.None)).Select(stream => stream.Stream)
            .Where(stream => stream.StartsWith("case/", StringComparison.Ordinal)).Select(stream => stream["case/".Length..]),
    ];

    public async Task<CaseFile> OnlyCaseAsync() => await CaseAsync(Assert.Single(await ReferencesAsync()));

    /// <summary>Fails the test for anything the bot did outside that it must not.</summary>
    public void ThrowIfBroken()
    {
        var breaches = World.Breaches().Concat(LeaksInTheLog()).ToList();
        if (breaches.Count > 0)
        {
            broken = true;
            Assert.Fail(string.Join("\n", breaches));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(folder, recursive: true);
        if (!broken)
        {
            ThrowIfBroken();
        }
    }

    private async Task ServeAsync()
    {
        var settings = World.Settings.Append(new("ConnectionStrings:ConductBot", $"Data Source={Path.Combine(folder, "conductbot.db")}"))
            .ToDictionary(StringComparer.OrdinalIgnoreCase);
        change?.Invoke(settings);
        app = await ConductBotServer.BuildAsync(["--environment=Production"], builder =>
        {
            builder.Configuration.AddInMemoryCollection(settings);
            builder.WebHost.UseTestServer();
            builder.Logging.ClearProviders().AddProvider(Log).SetMinimumLevel(LogLevel.Trace);
            builder.Services.AddSingleton<TimeProvider>(Time);
            builder.Services.AddSingleton<HttpMessageHandler>(new Lent(World));
            if (delivers)
            {
                builder.Host.UseServiceProviderFactory(new WithoutDelivery());
            }
        });
        await app.StartAsync();
        http = app.GetTestClient();
        Client = new(http, SigningKey.Shared, FakeWorld.AppId, Time);
    }

    private async Task StopAsync()
    {
        http?.Dispose();
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }

    private IEnumerable<string> LeaksInTheLog() =>
        from line in Log.Lines
        from secret in World.Secrets.Append(FakeWorld.Password).Append(World.Connector.Token).Append("eyJ")
        where line.Contains(secret, StringComparison.OrdinalIgnoreCase)
        select $"'{secret}' in the log: {line}";

    /// <summary>The world outlives a host that ends.</summary>
    private sealed class Lent(HttpMessageHandler world) : DelegatingHandler(world)
    {
        protected override void Dispose(bool disposing)
        {
        }
    }

    /// <summary>
    /// The host as it is, but for the loops that empty the outbox, read groups and look at places by themselves, and with what is learnt from the packs'
    /// questions learnt once for all tests.
    /// </summary>
    private sealed class WithoutDelivery : IServiceProviderFactory<IServiceCollection>
    {
        public IServiceCollection CreateBuilder(IServiceCollection services)
        {
            var delivery = Assert.Single(services, service => service.ImplementationType == typeof(DeliveryService));
            services.Remove(delivery);
            services.Remove(Assert.Single(services, service => service.ImplementationType == typeof(WarmUp)));
            services.Remove(Assert.Single(services, service => service.ImplementationType == typeof(DslGroupService)));
            services.Remove(Assert.Single(services, service => service.ImplementationType == typeof(PlaceService)));
            var answers = Assert.Single(services, service => service.ServiceType == typeof(PolicyAnswers));
            services.Remove(answers);
            services.AddSingleton(Learnt.GetOrAdd(Folders.Seeds, _ => (PolicyAnswers)answers.ImplementationInstance!));
            return services;
        }

        public IServiceProvider CreateServiceProvider(IServiceCollection containerBuilder) =>
            containerBuilder.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }
}
