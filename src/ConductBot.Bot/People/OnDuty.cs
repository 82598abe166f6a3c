using ConductBot.Bot.Cards;

namespace ConductBot.Bot.People;

/// <summary>Those who may be told of something that cannot wait, in the order in which they are.</summary>
public enum Rung
{
    Dsl,
    Deputies,
    Leads,
}

/// <summary>Who of those that decide is here: whoever is away is passed over, so that nobody waits for one person.</summary>
public sealed class OnDuty(Absences absences)
{
    /// <summary>The people of the first rung, from <paramref name="from"/> on, of whom anybody is here; null when nobody is.</summary>
    /// <param name="school">Whose people.</param>
    /// <param name="from">The first rung that is asked.</param>
    /// <param name="now">When.</param>
    /// <param name="may">Whether somebody, by Entra object id, may be told at all.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<(Rung Rung, IReadOnlyList<string> People)?> FindAsync(
        School school, Rung from, DateTimeOffset now, Func<string, bool> may, CancellationToken cancellationToken)
    {
        for (var rung = from; rung <= Rung.Leads; rung++)
        {
            var here = new List<string>();
            foreach (var person in On(school, rung).Where(may))
            {
                if (await absences.UntilAsync(school.TenantId, person, now.LondonDay(), cancellationToken) is null)
                {
                    here.Add(person);
                }
            }

            if (here.Count > 0)
            {
                return (rung, here);
            }
        }

        return null;
    }

    private static IReadOnlyList<string> On(School school, Rung rung) => rung switch
    {
        Rung.Dsl => school.Dsl,
        Rung.Deputies => school.Deputies,
        _ => school.Leads,
    };
}
