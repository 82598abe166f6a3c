namespace ConductBot.Teams;

public class ActivityExtensionsTests
{
    [Theory]
    [InlineData("message-personal", true, false, false)]
    [InlineData("message-groupchat", false, true, false)]
    [InlineData("message-channel-mention", false, false, true)]
    public void A_conversation_is_of_one_kind(string sample, bool personal, bool groupChat, bool channel)
    {
        var activity = Samples.Activity(sample);

        Assert.Equal((personal, groupChat, channel), (activity.IsPersonal, activity.IsGroupChat, activity.IsChannel));
    }

    [Theory]
    [InlineData("message-channel-mention", "19:safeguardingChannelOfTheHillTeam@thread.tacv2")]
    [InlineData("installationUpdate-add-team", "19:safeguardingChannelOfTheHillTeam@thread.tacv2")]
    [InlineData("message-personal", "a:1hillPersonalConversationOfMorag")]
    public void The_channel_is_the_conversation_without_its_thread(string sample, string expected) =>
        Assert.Equal(expected, Samples.Activity(sample).BaseChannelId);

    [Fact]
    public void The_tenant_is_the_conversations_or_else_the_channel_datas()
    {
        Assert.Equal("a", new Activity { Conversation = new() { TenantId = "a" }, ChannelData = new() { Tenant = new() { Id = "b" } } }.TenantId);
        Assert.Equal("b", new Activity { ChannelData = new() { Tenant = new() { Id = "b" } } }.TenantId);
        Assert.Null(new Activity().TenantId);
    }

    [Fact]
    public void A_reference_holds_what_is_needed_to_write_back()
    {
        var activity = Samples.Activity("message-personal");

        var reference = activity.GetConversationReference();

        Assert.Equal(
            (activity.Id, activity.From!.Id, activity.Recipient!.Id, activity.Conversation!.Id, "msteams", "en-GB", activity.ServiceUrl),
            (reference.ActivityId, reference.User!.Id, reference.Bot!.Id, reference.Conversation!.Id, reference.ChannelId, reference.Locale, reference.ServiceUrl));
    }

    [Fact]
    public void An_empty_activity_answers_every_question()
    {
        var empty = new Activity();

        Assert.Equal((false, false, false, null, null), (empty.IsPersonal, empty.IsGroupChat, empty.IsChannel, empty.TenantId, empty.BaseChannelId));
        Assert.Equal("", empty.RemoveRecipientMention());
        Assert.Empty(empty.GetMentions());
    }
}
