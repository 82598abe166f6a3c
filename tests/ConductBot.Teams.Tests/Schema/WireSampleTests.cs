using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConductBot.Teams;

/// <summary>Every kind of activity that Teams sends is read, kept whole, and survives being spoilt.</summary>
public class WireSampleTests
{
    public static TheoryData<string> All => Samples.All();

    [Fact]
    public void There_are_samples() => Assert.True(Samples.Names.Count > 70, "The Wire folder was not copied.");

    [Theory]
    [MemberData(nameof(All))]
    public void What_is_read_is_written_back_whole(string name)
    {
        var written = JsonSerializer.Serialize(Samples.Activity(name), TeamsJson.Wire.Activity);

        Assert.Equal(Comparable(Samples.Text(name)), Comparable(written));
    }

    [Fact]
    public void Comparing_would_notice_a_lost_field()
    {
        Assert.NotEqual(Comparable("""{"a":{"b":[1,{"c":2}]}}"""), Comparable("""{"a":{"b":[1,{}]}}"""));
        Assert.NotEqual(Comparable("""{"timestamp":"2027-01-11T08:41:07.25Z"}"""), Comparable("""{"timestamp":"2027-01-11T08:41:07Z"}"""));
        Assert.Equal(Comparable("""{"b":null,"a":1}"""), Comparable("""{"a":1}"""));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_value_of_a_wrong_type_anywhere_never_loses_the_activity(string name)
    {
        var sample = JsonNode.Parse(Samples.Text(name))!;
        var places = Places(sample, "$").ToList();
        Assert.True(places.Count > 20);

        foreach (var place in places)
        {
            foreach (var wrong in new[] { "null", "7", "-1.5e300", "true", "\"x\"", "\"\"", "[]", "{}", "[null,7,\"x\",[],{}]", """{"id":{},"type":[],"text":7}""" })
            {
                await SurvivesAsync(Spoil(sample, place, wrong), mayBeRefused: place == "$.type");
            }
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_body_that_ends_early_is_refused_and_nothing_else(string name)
    {
        var whole = Samples.Utf8(name).AsSpan().TrimEnd((byte)'\n').ToArray();
        for (var length = 0; length < whole.Length; length++)
        {
            Assert.NotNull(ActivityReader.Read(whole.AsSpan(0, length)).Reason);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_flipped_byte_is_refused_or_survived(string name)
    {
        var whole = Samples.Utf8(name);
        byte[] flips = [(byte)'"', (byte)'\\', (byte)'{', (byte)']', 0, 0x80, 0xFF];
        for (var at = 0; at < whole.Length; at += 3)
        {
            var spoilt = whole.ToArray();
            spoilt[at] = flips[at % flips.Length];
            await SurvivesAsync(spoilt, mayBeRefused: true);
        }
    }

    private static async Task SurvivesAsync(byte[] utf8, bool mayBeRefused)
    {
        var (activity, reason) = ActivityReader.Read(utf8);
        if (activity is null)
        {
            Assert.True(mayBeRefused, $"{reason}: {Encoding.UTF8.GetString(utf8)}");
            return;
        }

        _ = activity.RemoveRecipientMention();
        _ = activity.GetConversationReference();
        _ = (activity.TenantId, activity.BaseChannelId, activity.IsChannel);
        _ = ActivityClaims.Of(activity);
        _ = JsonSerializer.SerializeToUtf8Bytes(activity, TeamsJson.Wire.Activity);
        var response = await new TeamsAdapter().ProcessActivityAsync(activity, new RecordingBot(), new RecordingQueue());
        Assert.Contains(response.Status, (int[])[200, 400, 501]);
    }

    private static IEnumerable<string> Places(JsonNode? node, string path) => node switch
    {
        JsonObject fields => fields.SelectMany(field => Places(field.Value, $"{path}.{field.Key}").Append($"{path}.{field.Key}")),
        JsonArray items => items.SelectMany((item, index) => Places(item, $"{path}[{index}]").Append($"{path}[{index}]")),
        _ => [],
    };

    private static byte[] Spoil(JsonNode sample, string place, string wrong)
    {
        var copy = sample.DeepClone();
        Replace(copy, "$", place, JsonNode.Parse(wrong));
        return Encoding.UTF8.GetBytes(copy.ToJsonString());
    }

    private static void Replace(JsonNode? node, string path, string place, JsonNode? value)
    {
        if (node is JsonObject fields)
        {
            foreach (var name in fields.Select(field => field.Key).ToList())
            {
                if ($"{path}.{name}" == place)
                {
                    fields[name] = value;
                    return;
                }

                Replace(fields[name], $"{path}.{name}", place, value);
            }
        }
        else if (node is JsonArray items)
        {
            for (var index = 0; index < items.Count; index++)
            {
                if ($"{path}[{index}]" == place)
                {
                    items[index] = value;
                    return;
                }

                Replace(items[index], $"{path}[{index}]", place, value);
            }
        }
    }

    /// <summary>Without nulls, which mean the same as nothing; fields in order; moments as moments.</summary>
    private static string Comparable(string json) => Canonical(JsonNode.Parse(json))!.ToJsonString(new() { WriteIndented = true });

    private static JsonNode? Canonical(JsonNode? node, string name = "") => node switch
    {
        JsonObject fields => new JsonObject(fields.Where(field => field.Value is not null)
            .OrderBy(field => field.Key, StringComparer.Ordinal)
            .Select(field => KeyValuePair.Create(field.Key, Canonical(field.Value, field.Key)))),
        JsonArray items => new JsonArray([.. items.Select(item => Canonical(item))]),
        JsonValue value when name is "timestamp" or "localTimestamp" => value.GetValue<DateTimeOffset>().UtcTicks,

        // A number where the protocol has text comes back as text: mentions of a message payload count from 0.
        JsonValue value when name == "id" => value.ToString(),
        _ => node?.DeepClone(),
    };
}
