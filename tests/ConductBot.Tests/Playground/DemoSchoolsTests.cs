using ConductBot.Host.Playground;

namespace ConductBot.Tests.Playground;

public sealed class DemoSchoolsTests
{
    [Fact]
    public void There_is_one_school_to_each_policy() =>
        Assert.Equal(
            [("ogat-demo", "ogat"), ("oak-demo", "oak"), ("embrace-demo", "embrace")],
            DemoSchools.All.Select(school => (school.Id, school.Policy)));

    [Fact]
    public void Ids_are_of_Teams_form_and_nobody_shares_one()
    {
        var people = DemoSchools.All.SelectMany(school => school.People).ToList();
        var threads = DemoSchools.All.SelectMany(school => new[] { school.TeamId, school.ChannelId }).ToList();

        Assert.Equal(15, people.Select(person => person.Mri).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(15, people.Select(person => person.AadObjectId).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(6, threads.Distinct(StringComparer.Ordinal).Count());
        Assert.All(people, person => Assert.Matches("^29:1[A-Za-z0-9]{56}$", person.Mri));
        Assert.All(people.Select(person => person.AadObjectId).Append(DemoSchools.TenantId), id => Assert.True(Guid.TryParseExact(id, "D", out _), id));
        Assert.All(threads, id => Assert.Matches("^19:[0-9a-f]{32}@thread\\.tacv2$", id));
    }
}
