namespace ConductBot.Policies;

public class PolicyLibraryTests
{
    [Fact]
    public void Every_pack_of_the_repository_loads()
    {
        Assert.Equal(["embrace", "oak", "ogat"], Seeds.Library.All.Select(policy => policy.Id));
    }
}
