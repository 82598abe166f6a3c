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
        var environment = endpoints.ServiceProvider.GetRequiredService<IHostEnvironment>();
        if (!environment.IsDevelopment())
        {
            throw new InvalidOperationException($"The playground lets its visitor be any member of staff: not in {environment.EnvironmentName}.");
        }

        return endpoints.MapGroup("/playground");
    }
}
