namespace ConductBot.Teams;

/// <summary>Runs one turn: the middleware in the order given, then the bot.</summary>
public sealed class TeamsAdapter(IEnumerable<ITurnMiddleware> middleware)
{
    private readonly ITurnMiddleware[] middleware = [.. middleware];

    public TeamsAdapter()
        : this([])
    {
    }

    /// <summary>
    /// Has a verified activity dealt with. An exception of the bot's comes out as it is: the host, which records the turn,
    /// then records nothing and sends nothing.
    /// </summary>
    /// <returns>What the request is answered with: the invoke's response, or an empty 200 for everything that is no invoke.</returns>
    public async Task<InvokeResponse> ProcessActivityAsync(
        Activity activity, IBot bot, ISendQueue queue, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(activity);
        var context = new TurnContext(activity, queue);
        try
        {
            await RunAsync(0, context, bot, cancellationToken);
        }
        finally
        {
            context.End();
        }

        return activity.Type == ActivityTypes.Invoke
            ? context.InvokeResponse ?? InvokeResponse.NotImplemented
            : InvokeResponse.Accepted;
    }

    private Task RunAsync(int index, TurnContext context, IBot bot, CancellationToken cancellationToken) =>
        index == middleware.Length
            ? bot.OnTurnAsync(context, cancellationToken)
            : middleware[index].OnTurnAsync(context, token => RunAsync(index + 1, context, bot, token), cancellationToken);
}
