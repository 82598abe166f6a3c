namespace ConductBot.Cases;

public class ActorTests
{
    [Theory]
    [InlineData(Roles.None, false, false, false, false)]
    [InlineData(Roles.Staff, true, false, false, false)]
    [InlineData(Roles.Lead, true, false, true, true)]
    [InlineData(Roles.Deputy, true, true, false, true)]
    [InlineData(Roles.Dsl, true, true, false, true)]
    [InlineData(Roles.Staff | Roles.Lead | Roles.Deputy, true, true, true, true)]
    public void A_deputy_may_do_what_the_DSL_may(Roles roles, bool isStaff, bool isDsl, bool isLead, bool mayDecide)
    {
        var actor = new Actor("x", roles);

        Assert.Equal((isStaff, isDsl, isLead, mayDecide), (actor.IsStaff, actor.IsDsl, actor.IsLead, actor.MayDecide));
    }
}
