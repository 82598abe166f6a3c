namespace ConductBot.Host.Playground;

/// <summary>What the playground needs of its host.</summary>
public sealed class PlaygroundOptions
{
    /// <summary>
    /// The absolute address of the host's own <c>/api/messages</c>. Asked at each request, since the port is known only
    /// once the server listens. The service URL in the activities is <c>/playground/connector/</c> on the same origin.
    /// </summary>
    public required Func<Uri> BotUrl { get; init; }

    /// <summary>Makes the bearer token for one activity out of its service URL, as the channel would.</summary>
    public required Func<string, string> Sign { get; init; }

    /// <summary>Makes a token for the tab out of a tenant's id and a person's, as Teams would get it from Entra.</summary>
    public required Func<string, string, string> SignTab { get; init; }

    /// <summary>The bot's app id: activities are addressed to <c>28:{AppId}</c>.</summary>
    public required string AppId { get; init; }

    /// <summary>Where transcripts are kept, one small JSON file to a school. Made when missing.</summary>
    public required string StateFolder { get; init; }

    public string TenantId { get; init; } = DemoSchools.TenantId;

    public IReadOnlyList<DemoSchool> Schools { get; init; } = DemoSchools.All;

    /// <summary>The built page. Where it is missing, <c>/</c> says how to build it.</summary>
    public string WebFolder { get; init; } = Path.Combine(AppContext.BaseDirectory, "playground");

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
