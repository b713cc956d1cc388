using Slotline.Domain.Requests;

namespace Slotline.Domain.Tests.Requests;

public sealed class ReferenceTests
{
    [Fact]
    public void It_is_two_groups_of_four_symbols_none_of_which_is_mistaken_for_another()
    {
        var references = Enumerable.Range(0, 2000).Select(_ => Reference.New()).ToList();

        Assert.All(references, reference => Assert.Matches("^AR(-[0-9A-HJKMNP-TV-Z]{4}){2}$", reference));
        Assert.Equal(references.Count, references.Distinct().Count());
        Assert.Equal(33, references.SelectMany(reference => reference[3..]).Distinct().Count());
    }
}
