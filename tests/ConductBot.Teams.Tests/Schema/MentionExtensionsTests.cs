using System.Text.Json;

namespace ConductBot.Teams;

public class MentionExtensionsTests
{
    private const string Bot = "28:3d1f6a52-8c1e-4b5f-9f0e-6a1d2c3b4e5f";

    [Theory]
    [InlineData("message-personal", "Someone’s written about us on the village page 😟")]
    [InlineData("message-channel-mention", "cases")]
    [InlineData("message-channel-mention-without-text", "tell <at>Reid &amp; Brown</at> please")]
    [InlineData("message-groupchat", "help")]
    [InlineData("message-inline-image", "")]
    [InlineData("message-card-submit", "")]
    public void What_was_said_is_left_without_the_bots_name(string sample, string expected) =>
        Assert.Equal(expected, Samples.Activity(sample).RemoveRecipientMention());

    [Theory]
    [InlineData("<at>ConductBot</at> help", "help")]
    [InlineData("<at>ConductBot</at>help", "help")]
    [InlineData("  \u00a0<at>ConductBot</at>\u00a0 \r\n help  me\u00a0now \n", "help me now")]
    [InlineData("<at>conductbot</at> help", "help")]
    [InlineData("<at id=\"0\">ConductBot</at> help", "help")]
    [InlineData("<at>ConductBot</at> <at>ConductBot</at> help", "help")]
    [InlineData("<at>ConductBot</at>", "")]
    [InlineData("", "")]
    [InlineData("help <at>ConductBot</at>", "help <at>ConductBot</at>")]
    [InlineData("<at>ConductBot</at> ask <at>ConductBot</at> again", "ask <at>ConductBot</at> again")]
    [InlineData("<at>ConductBotany</at> help", "<at>ConductBotany</at> help")]
    [InlineData("<at>Somebody</at> help", "<at>Somebody</at> help")]
    [InlineData("<at></at> help", "<at></at> help")]
    [InlineData("<at help", "<at help")]
    [InlineData("<attic> help", "<attic> help")]
    [InlineData("ConductBot help", "ConductBot help")]
    public void Only_a_mention_of_the_bot_at_the_start_is_taken_away(string text, string expected) =>
        Assert.Equal(expected, Activity(text, new() { Id = Bot, Name = "ConductBot" }, "<at>ConductBot</at>").RemoveRecipientMention());

    [Theory]
    [InlineData("Hill & Vale (test) [a]+.*", "<at>Hill & Vale (test) [a]+.*</at> help")]
    [InlineData("Hill & Vale", "<at>Hill &amp; Vale</at> help")]
    [InlineData("A <b> bot", "<at>A &lt;b&gt; bot</at> help")]
    [InlineData("Two  spaces", "<at>Two  spaces</at> help")]
    public void A_mention_without_text_is_found_by_its_name_whatever_that_contains(string name, string text) =>
        Assert.Equal("help", Activity(text, new() { Id = Bot, Name = name }, markup: null).RemoveRecipientMention());

    [Fact]
    public void A_mention_without_text_or_name_is_found_by_the_recipients_name() =>
        Assert.Equal("help", Activity("<at>ConductBot</at> help", new() { Id = Bot }, markup: null).RemoveRecipientMention());

    [Fact]
    public void People_may_shorten_the_name_they_mention() =>
        Assert.Equal("help", Activity("<at>Conduct</at> help", new() { Id = Bot, Name = "ConductBot" }, "<at>Conduct</at>").RemoveRecipientMention());

    [Fact]
    public void A_mention_may_be_no_tag_at_all() =>
        Assert.Equal("help", Activity("@ConductBot help", new() { Id = Bot, Name = "ConductBot" }, "@ConductBot").RemoveRecipientMention());

    [Fact]
    public void Who_is_meant_is_decided_by_id_ignoring_case_and_not_by_name()
    {
        Assert.Equal("help", Activity("<at>ConductBot</at> help", new() { Id = Bot.ToUpperInvariant(), Name = "ConductBot" }, markup: null).RemoveRecipientMention());
        Assert.Equal("<at>ConductBot</at> help", Activity("<at>ConductBot</at> help", new() { Id = "29:impostor", Name = "ConductBot" }, markup: null).RemoveRecipientMention());
    }

    [Fact]
    public void Nothing_of_the_activity_is_changed()
    {
        var activity = Samples.Activity("message-channel-mention-without-text");
        var before = JsonSerializer.Serialize(activity, TeamsJson.Default.Activity);

        activity.RemoveRecipientMention();

        Assert.Equal(before, JsonSerializer.Serialize(activity, TeamsJson.Default.Activity));
        Assert.Equal(["28:3d1f6a52-8c1e-4b5f-9f0e-6a1d2c3b4e5f", "29:1reidAndBrown"], activity.GetMentions().Select(mention => mention.Mentioned!.Id));
    }

    [Fact]
    public void A_mention_to_send_is_written_as_teams_expects_it()
    {
        var activity = new Activity { Type = "message", Text = "<at>Reid &amp; Brown</at> has replied", Entities = [Mention.Of("29:1reid", "Reid & Brown")] };

        Assert.Equal(
            """{"type":"message","text":"<at>Reid &amp; Brown</at> has replied","entities":[{"mentioned":{"id":"29:1reid","name":"Reid & Brown"},"text":"<at>Reid &amp; Brown</at>","type":"mention"}]}""",
            JsonSerializer.Serialize(activity, TeamsJson.Wire.Activity));
    }

    private static Activity Activity(string text, ChannelAccount mentioned, string? markup) => new()
    {
        Type = ActivityTypes.Message,
        Text = text,
        Recipient = new() { Id = Bot, Name = "ConductBot" },
        Entities = [new Mention { Type = Mention.EntityType, Mentioned = mentioned, Text = markup }],
    };
}
