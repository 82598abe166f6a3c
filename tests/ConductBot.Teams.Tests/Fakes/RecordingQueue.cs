namespace ConductBot.Teams;

/// <summary>Keeps what a turn wants sent.</summary>
internal sealed class RecordingQueue : ISendQueue
{
    public List<(string What, ConversationReference To, Activity? Activity, string? Id)> Items { get; } = [];

    public void Enqueue(ConversationReference to, Activity activity) => Items.Add(("send", to, activity, activity.Id));

    public void EnqueueUpdate(ConversationReference to, Activity activity) => Items.Add(("update", to, activity, activity.Id));

    public void EnqueueDelete(ConversationReference to, string activityId) => Items.Add(("delete", to, null, activityId));
}
