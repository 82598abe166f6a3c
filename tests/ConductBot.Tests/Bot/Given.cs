using ConductBot.Testing;

namespace ConductBot.Tests.Bot;

/// <summary>What has happened before a test begins, always through the front door.</summary>
internal static class Given
{
    /// <summary>A report from the first word to the receipt.</summary>
    /// <returns>The case's card in the channel.</returns>
    public static async Task<PostedMessage> AReportAsync(
        this BotHost bot, SchoolCast school, string words = "Awful people", string categories = "abuse", string test = "", string offence = "no")
    {
        var teacher = new PersonAtWork(bot, school.Teacher);
        string[] answers = ["report", "no", "no", words, "facebook", "parent", "colleague", "skip", categories, test, offence, "send"];
        foreach (var answer in answers.Where(answer => answer.Length > 0))
        {
            await teacher.SaysAsync(answer);
        }

        return bot.Connector.In(school.Channel).Last();
    }

    /// <summary>A report whose poster refused to take it down, with somebody asking to report it to the site (ogat/5.p4).</summary>
    public static async Task<PostedMessage> AProposalAsync(this BotHost bot, SchoolCast school)
    {
        var card = await bot.AReportAsync(school);
        var colleague = new PersonAtWork(bot, school.Colleague);
        await colleague.DoesAsync(card, "record", new Dictionary<string, string> { ["action"] = "request-removal", ["outcome"] = "refused" });
        await colleague.DoesAsync(card, "propose", new Dictionary<string, string> { ["action"] = "report-to-platform", ["reason"] = "It is still up" });
        return card;
    }

    public static PersonAtWork At(this BotHost bot, Person person) => new(bot, person);
}
