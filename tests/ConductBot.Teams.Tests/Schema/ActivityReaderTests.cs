using System.Text;
using System.Text.Json.Nodes;

namespace ConductBot.Teams;

public class ActivityReaderTests
{
    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("{")]
    [InlineData("{\"type\":\"message\"} trailing")]
    [InlineData("{\"type\":\"message\",}")]
    [InlineData("{'type':'message'}")]
    [InlineData("{\"type\":\"message\"} // comment")]
    public void Broken_json_is_refused(string body) => Assert.Equal("not JSON", Read(body).Reason);

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("\"message\"")]
    [InlineData("[{\"type\":\"message\"}]")]
    public void Only_an_object_is_an_activity(string body) => Assert.Equal("not an object", Read(body).Reason);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"type":null}""")]
    [InlineData("""{"type":""}""")]
    [InlineData("""{"type":"  "}""")]
    [InlineData("""{"type":{}}""")]
    [InlineData("""{"Type":"message"}""")]
    public void An_activity_has_a_type(string body) => Assert.Equal("no type", Read(body).Reason);

    [Theory]
    [InlineData("""{"type":"message","type":"invoke"}""")]
    [InlineData("""{"type":"message","serviceUrl":"https://a/","serviceUrl":"https://b/"}""")]
    [InlineData("""{"type":"message","serviceUrl":"https://a/","service\u0055rl":"https://b/"}""")]
    [InlineData("""{"type":"message","conversation":{"id":"a","id":"b"}}""")]
    [InlineData("""{"type":"message","value":{"action":{"verb":"a","verb":"b"}}}""")]
    [InlineData("""{"type":"message","unknown":{"a":1,"a":2}}""")]
    public void A_name_given_twice_is_refused_at_any_depth(string body) => Assert.Equal("not JSON", Read(body).Reason);

    [Fact]
    public void Nesting_is_capped()
    {
        Assert.Null(Nested(ActivityReader.MaxDepth - 2).Reason);
        Assert.Equal("not JSON", Nested(ActivityReader.MaxDepth).Reason);
        Assert.Equal("not JSON", Nested(100_000).Reason);

        static ActivityReading Nested(int depth) =>
            Read($$"""{"type":"invoke","value":{{string.Concat(Enumerable.Repeat("[", depth))}}{{string.Concat(Enumerable.Repeat("]", depth))}}}""");
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_refused() =>
        Assert.Equal("not UTF-8", ActivityReader.Read([.. "{\"type\":\"message\",\"text\":\""u8, 0xC3, 0x28, .. "\"}"u8]).Reason);

    [Fact]
    public void A_byte_order_mark_is_passed_over() =>
        Assert.Equal("message", ActivityReader.Read([0xEF, 0xBB, 0xBF, .. """{"type":"message"}"""u8]).Activity!.Type);

    [Theory]
    [InlineData(@"\ud83d", "\ufffd")]
    [InlineData(@"\ude1f", "\ufffd")]
    [InlineData(@"a\ud83db", "a\ufffdb")]
    [InlineData(@"\ud83d\ud83d\ude1f", "\ufffd\U0001F61F")]
    [InlineData(@"\ud83d\ude1f", "\U0001F61F")]
    [InlineData(@"\uD83D\uDE1F\ude1f", "\U0001F61F\ufffd")]
    [InlineData(@"\ud83d\n", "\ufffd\n")]
    [InlineData(@"\\ud83d", @"\ud83d")]
    [InlineData(@"\\\ud83d", "\\\ufffd")]
    [InlineData(@"\u00e9", "é")]
    public void Half_an_emoji_becomes_the_replacement_character(string escaped, string expected)
    {
        var activity = Read($$"""{"type":"message","text":"{{escaped}}","value":{"post":"{{escaped}}","{{escaped}}":1},"odd":"{{escaped}}"}""").Activity!;

        Assert.Equal(expected, activity.Text);
        Assert.Equal(expected, (string?)activity.Value!["post"]);
        Assert.Equal(1, (int?)activity.Value[expected]);
        Assert.Equal(expected, activity.Properties!["odd"].GetString());
    }

    [Theory]
    [InlineData("text", "7", "7")]
    [InlineData("text", "1.50", "1.50")]
    [InlineData("text", "true", "true")]
    [InlineData("text", "false", "false")]
    [InlineData("text", "null", null)]
    [InlineData("text", "{}", null)]
    [InlineData("text", "[1]", null)]
    [InlineData("replyToId", "1799656867250", "1799656867250")]
    public void Where_text_is_expected_numbers_become_text_and_objects_nothing(string field, string json, string? expected)
    {
        var activity = Read($$"""{"type":"message","{{field}}":{{json}},"name":"kept"}""").Activity!;

        Assert.Equal(expected, field == "text" ? activity.Text : activity.ReplyToId);
        Assert.Equal("kept", activity.Name);
    }

    [Fact]
    public void A_list_keeps_those_of_its_elements_that_can_be_read()
    {
        var activity = Read("""{"type":"conversationUpdate","membersAdded":[null,7,"x",{"id":"29:a"},[],{"id":8}],"membersRemoved":"x","entities":[7,{"type":"mention"},{"x":1}]}""").Activity!;

        Assert.Equal(["29:a", "8"], activity.MembersAdded!.Select(member => member.Id));
        Assert.Null(activity.MembersRemoved);
        Assert.Equal(2, activity.Entities!.Count);
        Assert.IsType<Mention>(activity.Entities[0]);
    }

    [Theory]
    [InlineData("\"2027-01-11T08:41:07.25Z\"", "2027-01-11T08:41:07.2500000+00:00")]
    [InlineData("\"2027-07-11T08:41:07+01:00\"", "2027-07-11T08:41:07.0000000+01:00")]
    [InlineData("\"2027-07-11T08:41:07\"", "2027-07-11T08:41:07.0000000+00:00")]
    [InlineData("\"this morning\"", null)]
    [InlineData("1799656867250", null)]
    public void A_moment_without_an_offset_is_utc_and_nonsense_is_none(string json, string? expected) =>
        Assert.Equal(expected, Read($$"""{"type":"message","localTimestamp":{{json}}}""").Activity!.LocalTimestamp?.ToString("O", System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("true", true)]
    [InlineData("\"True\"", true)]
    [InlineData("\"false\"", false)]
    [InlineData("1", null)]
    public void A_truth_value_may_be_written_as_text(string json, bool? expected) =>
        Assert.Equal(expected, Read($$$"""{"type":"message","conversation":{"isGroup":{{{json}}}}}""").Activity!.Conversation!.IsGroup);

    [Theory]
    [InlineData("6", 6)]
    [InlineData("\"6\"", 6)]
    [InlineData("6.5", null)]
    [InlineData("99999999999", null)]
    [InlineData("\"six\"", null)]
    public void A_whole_number_may_be_written_as_text(string json, int? expected) =>
        Assert.Equal(expected, Read("""{"type":"message","channelData":{"team":{"memberCount":?}}}""".Replace("?", json, StringComparison.Ordinal)).Activity!.ChannelData!.Team!.MemberCount);

    [Fact]
    public void A_caller_id_from_the_wire_is_thrown_away() =>
        Assert.False(Read("""{"type":"message","callerId":"urn:botframework:azure","x":1}""").Activity!.Properties!.ContainsKey("callerId"));

    [Fact]
    public void What_is_unknown_is_kept()
    {
        var activity = Samples.Activity("unknown-type");

        Assert.Equal("""{"a":[1,{"b":null}]}""", JsonNode.Parse(activity.Properties!["somethingNew"].GetRawText())!.ToJsonString());
        Assert.Equal("2.50", activity.Entities![0].Properties!["nested"].GetProperty("deep")[1].GetRawText());
    }

    private static ActivityReading Read(string body) => ActivityReader.Read(Encoding.UTF8.GetBytes(body));
}
