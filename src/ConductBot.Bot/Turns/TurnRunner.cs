using System.Text.Json;
using System.Text.Json.Nodes;
using ConductBot.Bot.Delivery;
using ConductBot.Bot.People;
using ConductBot.Bot.SetUp;
using ConductBot.Storage;
using ConductBot.Storage.Sealing;
using ConductBot.Teams;
using Microsoft.Extensions.Logging;

namespace ConductBot.Bot.Turns;

/// <summary>
/// Runs a verified activity as one transaction: the answer in the inbox, the dialog, the case's events, what is to be sent.
/// Somebody else was first: the turn is run again on what is there now. Delivered twice: the first answer is given again.
/// </summary>
public sealed class TurnRunner(
    IStore store, IBot bot, Schools schools, TurnSeals seals, TimeProvider time, OutboxSignal outbox, ILogger<TurnRunner> log)
{
    /// <summary>How often a turn is run anew when others are faster: many people would have to press in the same instant.</summary>
    private const int MostAttempts = 100;

    public async Task<InvokeResponse> RunAsync(Activity activity, CancellationToken cancellationToken)
    {
        var key = InboxKey(activity);
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            if (key is not null && await store.FindInboxAsync(key, cancellationToken) is { } before)
            {
                return Answered(key, before);
            }

            await schools.RefreshAsync(atOnce: attempt > 1, cancellationToken);
            var turn = await BeginAsync(activity, cancellationToken);
            using var speaking = Language.Use(turn.Language);
            try
            {
                if (await AttemptAsync(turn, key, attempt, cancellationToken) is { } response)
                {
                    return response;
                }
            }
            catch (Exception failure)
            {
                failure.Data[nameof(Language)] = turn.Language;
                throw;
            }
        }

        throw new InvalidOperationException($"A turn was overtaken {MostAttempts} times.");
    }

    /// <summary>What to apologise in for a turn that failed: its language, or where it had none yet, that of the client.</summary>
    public static string LanguageOf(Exception failure, Activity activity) =>
        failure.Data[nameof(Language)] as string ?? Language.Of(activity.Locale) ?? Language.British;

    /// <returns>Null where somebody else was first.</returns>
    private async Task<InvokeResponse?> AttemptAsync(BotTurn turn, string? key, int attempt, CancellationToken cancellationToken)
    {
        var response = await new TeamsAdapter([new Introduce(turn)]).ProcessActivityAsync(turn.Activity, bot, turn, cancellationToken);

        // Nothing written, nothing to keep: a refresh that only reads leaves no trace.
        if (IsEmpty(turn.Commit))
        {
            return response;
        }

        turn.Commit.Inbox = key is null ? null : new(key, response.Status, SealBody(key, response.Body));
        switch (await store.CommitAsync(turn.Commit, cancellationToken))
        {
            case CommitResult.Done:
                if (turn.Commit.Appends.Any(append => append.Stream.StartsWith(SettingsStore.Prefix, StringComparison.Ordinal)))
                {
                    schools.LookAgain();
                }

                if (turn.Commit.Outbox.Count > 0)
                {
                    outbox.Ring();
                }

                return response;

            case CommitResult.AlreadyAnswered already:
                return Answered(key!, already.Answer);

            case CommitResult.Conflict conflict:
                Log.TurnRunAgain(log, attempt, conflict.What);
                return null;

            default:
                throw new InvalidOperationException("A commit of no kind.");
        }
    }

    private async Task<BotTurn> BeginAsync(Activity activity, CancellationToken cancellationToken)
    {
        var tenant = activity.TenantId;
        var person = activity.From?.AadObjectId ?? "";
        var candidates = schools.OfChannel(tenant, activity.BaseChannelId, activity.ChannelData?.Team?.Id) is { } ofChannel
            ? [ofChannel]
            : schools.OfPerson(tenant, person);
        var chosen = candidates.Count > 1
            ? await SchoolChoice.ReadAsync(store, tenant!, person, candidates, cancellationToken)
            : candidates.FirstOrDefault();

        var known = await PersonAddress.FindAsync(store, tenant, person, cancellationToken);
        var turn = new BotTurn(activity, time.GetUtcNow(), store, seals.Outbox)
        {
            School = chosen,
            Candidates = candidates,
            Language = PeopleLanguages.Of(known, activity.Locale, chosen),
        };
        Remember(turn, known);
        return turn;
    }

    /// <summary>Keeps how to reach the person, when that is news. A service address may change, and the last word counts.</summary>
    private static void Remember(BotTurn turn, PersonAddress? known)
    {
        var activity = turn.Activity;
        if (turn.PersonId.Length == 0 || activity.From?.Id is not { } mri || activity.ServiceUrl is not { } service || IsAutomatic(activity))
        {
            return;
        }

        var now = new PersonAddress(service, mri, activity.IsOwnChat ? activity.Conversation!.Id : known?.ConversationId)
        {
            Seen = Language.Of(activity.Locale) ?? known?.Seen,
            Chosen = known?.Chosen,
            Version = known?.Version ?? 0,
        };
        turn.Remember(known, now);
    }

    private static bool IsAutomatic(Activity activity) =>
        activity.Type == ActivityTypes.Invoke
        && JsonText.As(activity.Value, TeamsJson.Default.AdaptiveCardInvokeValue) is { IsAutomatic: true };

    private static bool IsEmpty(Commit commit) => commit.States.Count == 0 && commit.Appends.Count == 0 && commit.Outbox.Count == 0;

    /// <summary>Null when Teams gave the activity no id: then only the cases' own versions guard against a second delivery.</summary>
    private static string? InboxKey(Activity activity) => string.IsNullOrEmpty(activity.Id)
        ? null
        : string.Join('|', activity.TenantId, activity.Conversation?.Id, activity.Type, activity.Id);

    private byte[]? SealBody(string key, JsonNode? body) =>
        body is null ? null : seals.Inbox.Seal(JsonSerializer.SerializeToUtf8Bytes(body, TurnJson.Default.JsonNode), key);

    private InvokeResponse Answered(string key, InboxEntry entry) => entry.Body is null
        ? new(entry.Status)
        : new(entry.Status, seals.Inbox.Open(entry.Body, key) is Opened.Plain plain ? JsonNode.Parse(plain.Content) : null);

    /// <summary>Hands the turn to the handlers.</summary>
    private sealed class Introduce(BotTurn turn) : ITurnMiddleware
    {
        public Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken)
        {
            turnContext.TurnState.Set(turn);
            return next(cancellationToken);
        }
    }
}

/// <summary>What seals the rows that belong to no case and are soon gone.</summary>
public sealed record TurnSeals(MasterSeal Outbox, MasterSeal Inbox, MasterSeal Drafts)
{
    public static TurnSeals From(MasterKey master) => new(new(master, "outbox"), new(master, "inbox"), new(master, "draft"));
}

[System.Text.Json.Serialization.JsonSerializable(typeof(JsonNode))]
internal sealed partial class TurnJson : System.Text.Json.Serialization.JsonSerializerContext;
