using Slotline.Graph.Visitors;

namespace Slotline.Graph.Tests.Visitors;

public sealed class LinkTokenTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    private static readonly LinkToken Token = new(
        LinkToken.Manage,
        Guid.Parse("019a0000-0000-7000-8000-0000000000aa"),
        Guid.Parse("019a0000-0000-7000-8000-0000000000bb"));

    [Fact]
    public void A_token_is_read_back_and_known_by_its_signature()
    {
        var text = Token.SignedBy(Key);
        Assert.StartsWith("slv_", text, StringComparison.Ordinal);
        Assert.Equal(Token, LinkToken.Read(LinkToken.Manage, text));
        Assert.True(Token.IsSignedBy(Key, text));
    }

    [Fact]
    public void Nothing_of_it_can_be_changed()
    {
        var text = Token.SignedBy(Key);
        foreach (var (i, instead) in
            from i in Enumerable.Range(4, text.Length - 4) from one in "ABz9_-+ \0ä" select (i, one))
        {
            if (text[i] == instead) continue;
            var other = text[..i] + instead + text[(i + 1)..];
            Assert.False(
                LinkToken.Read(LinkToken.Manage, other) is { } claimed && claimed.IsSignedBy(Key, other), other);
        }
    }

    [Fact]
    public void Another_organizations_key_signs_nothing_here()
    {
        var text = Token.SignedBy([.. Key.Reverse()]);
        Assert.False(Token.IsSignedBy(Key, text));
    }

    [Fact]
    public void What_is_for_one_purpose_is_for_no_other()
    {
        var confirming = (Token with { Purpose = LinkToken.Confirm }).SignedBy(Key);
        Assert.Null(LinkToken.Read(LinkToken.Manage, confirming));
        var relabelled = LinkToken.Manage + confirming[LinkToken.Confirm.Length..];
        Assert.False(Token.IsSignedBy(Key, relabelled));
    }

    [Theory]
    [InlineData("")]
    [InlineData("slv_")]
    [InlineData("slv_short")]
    [InlineData("slv_ä")]
    [InlineData("slt_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void What_is_no_token_is_none(string text) => Assert.Null(LinkToken.Read(LinkToken.Manage, text));

    [Fact]
    public void A_longer_text_is_no_token() =>
        Assert.Null(LinkToken.Read(LinkToken.Manage, Token.SignedBy(Key) + "AAAA"));
}
