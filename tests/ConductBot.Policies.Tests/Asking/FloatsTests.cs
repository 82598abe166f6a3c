using ConductBot.Policies.Asking;

namespace ConductBot.Policies;

public class FloatsTests
{
    [Fact]
    public void Shares_are_powers_of_e_and_add_up_to_one()
    {
        float[] row = [-200, -3.5f, -0.1f, 0, 0.7f, 2, 9, 8.25f, -1e30f, 4, 99, 99, 99, 99, 99, 99];
        var powers = row[..10].Select(weight => Math.Exp(weight)).ToArray();

        Floats.Share(row, 10);

        Assert.All(powers.Zip(row), pair => Assert.Equal(pair.First / powers.Sum(), pair.Second, 1e-6));
        Assert.Equal(1, row.Sum(), 1e-6);
        Assert.All(row[10..], behind => Assert.Equal(0, behind));
    }

    [Fact]
    public void A_bent_number_is_its_hyperbolic_tangent()
    {
        float[] row = [-100, -2, -0.5f, -0.001f, 0, 0.3f, 1.7f, 100];
        var tangents = row.Select(number => Math.Tanh(number)).ToArray();

        Floats.Bend(row);

        Assert.All(tangents.Zip(row), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }
}
