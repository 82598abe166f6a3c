namespace ConductBot.Teams;

/// <summary>Questions that are asked of every activity.</summary>
public static class ActivityExtensions
{
    extension(Activity activity)
    {
        public bool IsPersonal => activity.IsIn(ConversationTypes.Personal);

        public bool IsGroupChat => activity.IsIn(ConversationTypes.GroupChat);

        public bool IsChannel => activity.IsIn(ConversationTypes.Channel);

        /// <summary>The tenant, from the conversation or else from the channel's data; null when neither says.</summary>
        public string? TenantId => activity.Conversation?.TenantId ?? activity.ChannelData?.Tenant?.Id;

        /// <summary>The conversation without the thread: for a channel, the channel itself.</summary>
        public string? BaseChannelId => activity.Conversation?.BaseId;

        /// <summary>What to keep to write to this conversation again.</summary>
        public ConversationReference GetConversationReference() => new()
        {
            ActivityId = activity.Id,
            User = activity.From,
            Bot = activity.Recipient,
            Conversation = activity.Conversation,
            ChannelId = activity.ChannelId,
            Locale = activity.Locale,
            ServiceUrl = activity.ServiceUrl,
        };

        private bool IsIn(string conversationType) =>
            string.Equals(activity.Conversation?.ConversationType, conversationType, StringComparison.OrdinalIgnoreCase);
    }

    extension(ConversationAccount conversation)
    {
        /// <summary>The id before the first <c>;</c>, where a channel thread's <c>messageid</c> begins.</summary>
        public string? BaseId => conversation.Id?.Split(';', 2)[0];
    }
}
