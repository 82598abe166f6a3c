using System.Net;

namespace ConductBot.Host.Playground;

public static class PlaygroundEndpoints
{
    /// <summary>
    /// Maps the playground: the page at <c>/</c>, its API under <c>/playground/api</c>, and under
    /// <c>/playground/connector</c> the Connector service that takes the bot's answers. Development only: anybody who
    /// reaches these routes may speak as any member of staff, so mapping them elsewhere throws.
    /// </summary>
    public static IEndpointConventionBuilder MapPlayground(this IEndpointRouteBuilder endpoints, PlaygroundOptions options)
    {
        var services = endpoints.ServiceProvider;
        var environment = services.GetRequiredService<IHostEnvironment>();
        if (!environment.IsDevelopment())
        {
            throw new InvalidOperationException($"The playground lets its visitor be any member of staff: not in {environment.EnvironmentName}.");
        }

        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(PlaygroundEndpoints).Namespace!);
        var stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        var rooms = new Rooms(options);
        var page = new PlaygroundPage(options.WebFolder, logger);

        var playground = endpoints.MapGroup("");
        playground.AddEndpointFilter(RefuseOtherSitesAsync);
        playground.MapGet("/", page.Index);
        playground.MapGet("/playground/{file}", page.Asset);
        var teams = new TeamsClient(rooms, new TeamsActivity(options), new BotClient(options, logger), stopping);
        new PageApi(options, rooms, teams, stopping).Map(playground.MapGroup("/playground/api"));

        var connector = playground.MapGroup("/playground/connector");
        connector.AddEndpointFilter((context, next) => RequireBearerAsync(logger, context, next));
        new ConnectorMessages(options, rooms).Map(connector);
        new ConnectorRoster(options, rooms).Map(connector);

        return playground;
    }

    // The server listens on loopback, but so does the visitor's browser for every site it shows. Another site may neither
    // name this host by a name of its own (DNS rebinding), nor post a form here, nor fetch; it may link to the page.
    private static async ValueTask<object?> RefuseOtherSitesAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        var host = request.Host.Host;
        var isLocal = host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
        var isForm = HttpMethods.IsPost(request.Method) && !request.HasJsonContentType();
        var isFetch = request.Headers["Sec-Fetch-Site"] is ["cross-site" or "same-site"] && request.Headers["Sec-Fetch-Dest"] is not ["document"];

        return isLocal && !isForm && !isFetch ? await next(context) : Results.StatusCode(StatusCodes.Status403Forbidden);
    }

    private static async ValueTask<object?> RequireBearerAsync(
        ILogger logger, EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        const string Scheme = "Bearer ";
        string? header = context.HttpContext.Request.Headers.Authorization;
        if (header is null || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || string.IsNullOrWhiteSpace(header[Scheme.Length..]))
        {
            PlaygroundLog.ConnectorRefused(logger, StatusCodes.Status401Unauthorized, "Unauthorized");

            return ConnectorResult.Denied();
        }

        return await next(context);
    }
}
