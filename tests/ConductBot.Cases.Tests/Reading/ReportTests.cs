using System.Collections.Immutable;
using ConductBot.Cases.Events;

namespace ConductBot.Cases.Reading;

public class ReportTests
{
    private static readonly Report Full = ((AnswersGiven)EventExamples.All[nameof(AnswersGiven)]).Report;

    [Fact]
    public void A_copy_says_the_same()
    {
        var copy = Full with
        {
            Categories = [.. Full.Categories],
            Evidence = [.. Full.Evidence],
            Tests = ImmutableSortedDictionary.CreateRange(Full.Tests),
            Reflections = ImmutableSortedDictionary.CreateRange(Full.Reflections),
        };

        Assert.True(Full.SameAs(copy));
        Assert.True(copy.SameAs(Full));
        Assert.True(new Report().SameAs(new()));
    }

    public static TheoryData<string> Answers => [.. typeof(Report).GetProperties().Where(property => property.CanWrite).Select(property => property.Name)];

    [Theory, MemberData(nameof(Answers))]
    public void One_answer_less_or_another_says_something_else(string answer)
    {
        var property = typeof(Report).GetProperty(answer)!;
        foreach (var value in Others(property.PropertyType))
        {
            var other = Full with { };
            property.SetValue(other, value);

            Assert.False(Full.SameAs(other));
            Assert.False(other.SameAs(Full));
        }
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(Report.No, false)]
    [InlineData(Report.Unsure, true)]
    [InlineData(Report.Yes, true)]
    public void Unsure_is_urgent(string? answer, bool counts)
    {
        Assert.Equal(counts, new Report { ImmediateRisk = answer }.IsUrgent);
        Assert.Equal(counts, new Report { IntimateImage = answer }.MayShowIntimateImage);
    }

    private static IEnumerable<object?> Others(Type type) =>
        type == typeof(string) ? [null, "something else"]
        : type == typeof(bool) ? [false]
        : type == typeof(IReadOnlyList<string>) ? [Array.Empty<string>(), new[] { "abuse" }, new[] { "defamation", "abuse", "hate" }]
        : type == typeof(IReadOnlyList<Evidence>) ? [Array.Empty<Evidence>(), new[] { Full.Evidence[0] with { Sha256 = "another" } }]
        : type == typeof(ImmutableSortedDictionary<int, string>) ? [ImmutableSortedDictionary<int, string>.Empty, Full.Reflections.SetItem(1, "else"), Full.Reflections.Remove(4)]
        : [ImmutableSortedDictionary<string, string>.Empty, Full.Tests.SetItem("untrue", Report.No), Full.Tests.Remove("untrue")];
}
