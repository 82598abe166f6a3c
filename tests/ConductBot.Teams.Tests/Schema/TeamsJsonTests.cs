using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ConductBot.Teams;

public class TeamsJsonTests
{
    private static readonly PropertyInfo[] WireProperties =
    [
        .. typeof(Activity).Assembly.GetTypes()
            .Where(type => type.GetProperties().Any(property => property.IsDefined(typeof(JsonExtensionDataAttribute))))
            .SelectMany(type => type.GetProperties())
            .Where(property => property.SetMethod is not null && !property.IsDefined(typeof(JsonExtensionDataAttribute))),
    ];

    [Fact]
    public void Every_field_that_holds_an_object_or_a_list_forgives_a_wrong_type()
    {
        var composed = WireProperties.Where(property => property.PropertyType.IsClass
            && property.PropertyType != typeof(string) && !property.PropertyType.IsAssignableTo(typeof(JsonNode))).ToList();

        Assert.True(composed.Count > 40);
        Assert.All(composed, property => Assert.StartsWith(
            "Lenient", property.GetCustomAttribute<JsonConverterAttribute>()?.ConverterType?.Name ?? $"nothing on {property.DeclaringType}.{property.Name}", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_other_field_is_of_a_kind_that_forgives_by_itself() =>
        Assert.All(
            WireProperties.Where(property => property.PropertyType.IsValueType),
            property => Assert.Contains(property.PropertyType, (Type[])[typeof(bool?), typeof(int?), typeof(DateTimeOffset?)]));

    [Fact]
    public void What_is_sent_is_written_as_it_is_read_by_people()
    {
        var activity = Activity.Message("£5 for the “fête” & a <b>raffle</b>");

        Assert.Equal(
            """{"type":"message","textFormat":"plain","text":"£5 for the “fête” & a <b>raffle</b>"}""",
            JsonSerializer.Serialize(activity, TeamsJson.Wire.Activity));
    }

    [Fact]
    public void A_card_is_wrapped_as_an_attachment_with_a_summary()
    {
        var activity = Activity.Card(new JsonObject { ["type"] = "AdaptiveCard" }, "Case HP-0007");

        Assert.Equal(
            """{"type":"message","summary":"Case HP-0007","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":{"type":"AdaptiveCard"}}]}""",
            JsonSerializer.Serialize(activity, TeamsJson.Wire.Activity));
    }

    [Fact]
    public void What_was_kept_for_later_is_the_same_when_it_is_read_again()
    {
        var stored = JsonSerializer.Serialize(Samples.Activity("message-file").GetConversationReference(), TeamsJson.Default.ConversationReference);

        var reference = JsonSerializer.Deserialize(stored, TeamsJson.Default.ConversationReference)!;

        Assert.Equal(("a:1hillPersonalConversationOfMorag", "Morag Ellis"), (reference.Conversation!.Id, reference.User!.Name));
        Assert.Equal(stored, JsonSerializer.Serialize(reference, TeamsJson.Default.ConversationReference));
    }
}
