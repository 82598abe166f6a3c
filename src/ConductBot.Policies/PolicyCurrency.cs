namespace ConductBot.Policies;

/// <summary>What the register of laws has to say about one policy. Ours, and no legal advice.</summary>
/// <param name="Clause">The clause that names the law; null where the policy does not name it and might.</param>
/// <param name="Name">As the register has it.</param>
public sealed record CurrencyNote(Clause? Clause, string Name, LawEntry Law);

/// <summary>Compares a policy with the law as the register knows it.</summary>
public static class PolicyCurrency
{
    /// <returns>In the register's order, then in the document's; empty where nothing is known to be out of date.</returns>
    public static IReadOnlyList<CurrencyNote> Of(Policy policy, LawRegister laws, DateOnly today) =>
        [.. laws.Entries.Where(law => law.Since <= today).SelectMany(law => Of(policy, law))];

    private static IEnumerable<CurrencyNote> Of(Policy policy, LawEntry law)
    {
        var naming = policy.Clauses.Select(clause => (Clause: clause, Name: law.NamedIn(clause.Text))).Where(found => found.Name is not null);

        if (law.Kind != LawKind.Newer)
        {
            return naming.Select(found => new CurrencyNote(found.Clause, found.Name!, law));
        }

        return naming.Any() ? [] : [new CurrencyNote(Clause: null, law.Named[0], law)];
    }
}
