using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;

namespace ConductBot.Host.Playground;

/// <summary>What has been said in one school, and the pages that watch it.</summary>
internal sealed class Transcript
{
    private const int EventsAPageMayLagBehind = 512;

    private readonly Lock gate = new();
    private readonly TranscriptFile file;
    private readonly SortedDictionary<string, ChatMessage> messages = new(StringComparer.Ordinal);
    private readonly HashSet<string> installed = [];
    private readonly List<Channel<SseItem<string>>> watchers = [];
    private string? serviceUrl;
    private long change;

    public Transcript(TranscriptFile file)
    {
        this.file = file;
        var state = file.Read();
        serviceUrl = state.ServiceUrl;
        installed.UnionWith(state.Installed);
        foreach (var message in state.Messages)
        {
            messages.Add(message.Id, message);
        }
    }

    public string? LastId
    {
        get
        {
            lock (gate)
            {
                return messages.Count == 0 ? null : messages.Keys.Last();
            }
        }
    }

    public ChatMessage? Find(string id)
    {
        lock (gate)
        {
            return messages.GetValueOrDefault(id);
        }
    }

    public Task PostAsync(ChatMessage message, CancellationToken cancellationToken) =>
        ChangeAsync(() => Put("posted", message), cancellationToken);

    /// <summary>Replaces a message by what <paramref name="edit"/> makes of it; false when there is none, or it was deleted.</summary>
    public async Task<bool> EditAsync(string what, string id, Func<ChatMessage, ChatMessage> edit, CancellationToken cancellationToken)
    {
        var found = false;
        await ChangeAsync(
            () =>
            {
                if (messages.TryGetValue(id, out var message) && !message.Deleted)
                {
                    found = true;
                    Put(what, edit(message));
                }
            },
            cancellationToken);

        return found;
    }

    public IReadOnlyCollection<string> InstalledAt(string url)
    {
        lock (gate)
        {
            return serviceUrl == url ? [.. installed] : [];
        }
    }

    public Task MarkInstalledAsync(string place, string url, CancellationToken cancellationToken) => ChangeAsync(
        () =>
        {
            if (serviceUrl != url)
            {
                installed.Clear();
                serviceUrl = url;
            }

            installed.Add(place);
        },
        cancellationToken);

    /// <summary>Forgets every message and every chat. The bot stays in the team, as it does in Teams.</summary>
    public Task ResetAsync(CancellationToken cancellationToken) => ChangeAsync(
        () =>
        {
            messages.Clear();
            installed.RemoveWhere(place => place != "channel");
            Tell("state", Json());
        },
        cancellationToken);

    public void ShowTyping(Place place)
    {
        lock (gate)
        {
            // Written by hand: both words are ours or digits.
            Tell("typing", $$"""{"place":"{{place.Key}}","thread":"{{place.Thread}}"}""");
        }
    }

    /// <summary>The whole state, then each change. Ends when the page falls too far behind, so that it starts afresh.</summary>
    public async IAsyncEnumerable<SseItem<string>> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = Channel.CreateBounded<SseItem<string>>(EventsAPageMayLagBehind);
        lock (gate)
        {
            watchers.Add(channel);
            channel.Writer.TryWrite(new(Json(), "state"));
        }

        using var end = cancellationToken.Register(() => channel.Writer.TryComplete());
        try
        {
            await foreach (var item in channel.Reader.ReadAllAsync(CancellationToken.None))
            {
                yield return item;
            }
        }
        finally
        {
            lock (gate)
            {
                watchers.Remove(channel);
            }
        }
    }

    // On disk before anybody is answered: what the bot was told is posted must be there after a crash.
    private Task ChangeAsync(Action apply, CancellationToken cancellationToken)
    {
        long mine;
        lock (gate)
        {
            apply();
            mine = ++change;
        }

        return file.SaveAsync(mine, Current, cancellationToken);
    }

    private (long Change, TranscriptState State) Current()
    {
        lock (gate)
        {
            return (change, State());
        }
    }

    private void Put(string what, ChatMessage message)
    {
        messages[message.Id] = message;
        Tell(what, JsonSerializer.Serialize(message, PlaygroundJson.Default.ChatMessage));
    }

    private void Tell(string what, string json)
    {
        foreach (var watcher in watchers)
        {
            if (!watcher.Writer.TryWrite(new(json, what)))
            {
                watcher.Writer.TryComplete();
            }
        }
    }

    private TranscriptState State() => new([.. installed], serviceUrl, [.. messages.Values]);

    private string Json() => JsonSerializer.Serialize(State(), PlaygroundJson.Default.TranscriptState);
}
