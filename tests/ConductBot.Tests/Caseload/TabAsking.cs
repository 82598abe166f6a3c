using System.Net;
using System.Text.Json.Nodes;
using ConductBot.Testing;
using ConductBot.Tests.Bot;

namespace ConductBot.Tests.Caseload;

/// <summary>Asks as the tab's page does.</summary>
internal static class TabAsking
{
    public static string TabToken(this BotHost bot, Person person) =>
        SigningKey.Shared.TabToken(FakeWorld.AppId, SchoolCast.TenantId, person.ObjectId, bot.Time.GetUtcNow());

    public static async Task<HttpResponseMessage> AskAsync(this BotHost bot, string path, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (token is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        }

        return await bot.Http.SendAsync(request);
    }

    /// <summary>The list for somebody who may have it.</summary>
    public static async Task<JsonNode> CaseloadAsync(this BotHost bot, Person person, string query = "")
    {
        using var response = await bot.AskAsync($"/caseload/cases{query}", bot.TabToken(person));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    /// <summary>The cases of all their schools.</summary>
    public static async Task<IReadOnlyList<JsonNode>> CasesAsync(this BotHost bot, Person person, string query = "") =>
        [.. (await bot.CaseloadAsync(person, query))["schools"]!.AsArray().SelectMany(school => school!["cases"]!.AsArray()).OfType<JsonNode>()];
}
