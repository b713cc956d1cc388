namespace Slotline.Domain.Tests;

public sealed class TextTests
{
    [Theory]
    [InlineData("  Ada Lovelace ", "Ada Lovelace")]
    [InlineData("🤔", "🤔")]
    [InlineData("O'Brien <b>&amp;", "O'Brien <b>&amp;")]
    public void A_name_is_trimmed_and_otherwise_kept(string given, string kept) =>
        Assert.Equal(kept, Text.Name(given, "name"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t ")]
    [InlineData("two\nlines")]
    [InlineData("two\u2028lines")]
    [InlineData("nul\0")]
    [InlineData("bell\a")]
    public void A_name_is_one_line_of_well_formed_text(string? given) =>
        Refuses(() => Text.Name(given, "a", "b"), "a", "b");

    [Fact]
    public void Half_a_surrogate_pair_is_refused_wherever_words_are_read()
    {
        // Not in a theory: test names cannot carry such text.
        foreach (var broken in (string[])["a\ud83d", "\udd14a", "\udd14\ud83d"])
        {
            Refuses(() => Text.Name(broken, "x"), "x");
            Refuses(() => Text.Note(broken, "x"), "x");
            Refuses(() => Text.Email($"{broken}@example.com", "x"), "x");
            Refuses(() => Text.Url($"https://example.com/{broken}", "x"), "x");
            Refuses(() => Text.Locale(broken, "x"), "x");
            Refuses(() => Text.Words(broken, "x"), "x");
        }
    }

    [Fact]
    public void A_name_may_be_as_long_as_its_limit_and_no_longer()
    {
        Assert.Equal(Text.LongestName, Text.Name(new string('x', Text.LongestName) + "  ", "name").Length);
        Refuses(() => Text.Name(new string('x', Text.LongestName + 1), "name"), "name");
    }

    [Fact]
    public void A_name_whose_folded_form_would_not_fit_its_column_is_too_long()
    {
        // One letter that becomes eighteen when it is composed.
        var name = new string('\ufdfa', 30);

        Assert.True(Text.Fold(name).Length > 2 * Text.LongestName);
        Refuses(() => Text.Name(name, "name"), "name");
    }

    [Theory]
    [InlineData("one\r\ntwo\rthree\n\tfour", "one\ntwo\nthree\n\tfour")]
    [InlineData("\n kept \n", "kept")]
    [InlineData("  ", null)]
    [InlineData(null, null)]
    public void A_note_keeps_its_lines_and_is_nothing_when_blank(string? given, string? kept) =>
        Assert.Equal(kept, Text.Note(given, "note"));

    [Theory]
    [InlineData("esc\u001b[31m")]
    [InlineData("nul\0")]
    public void A_note_has_no_other_control_characters(string given) => Refuses(() => Text.Note(given, "note"), "note");

    [Fact]
    public void A_note_has_a_limit()
    {
        Assert.Equal(Text.LongestNote, Text.Note(new string('x', Text.LongestNote), "note")!.Length);
        Refuses(() => Text.Note(new string('x', Text.LongestNote + 1), "note"), "note");
    }

    [Theory]
    [InlineData("ada@example.com")]
    [InlineData(" ada+tag@sub.example.co.uk ")]
    [InlineData("o'brien@example.ie")]
    [InlineData("jürgen@bücher.example")]
    public void An_address_is_kept(string given) => Assert.Equal(given.Trim(), Text.Email(given, "email"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ada")]
    [InlineData("ada@")]
    [InlineData("@example.com")]
    [InlineData("ada@localhost")]
    [InlineData("ada@example.")]
    [InlineData("ada@.com")]
    [InlineData("ada@-example.com")]
    [InlineData("ada@exa mple.com")]
    [InlineData("ada@exa_mple..com")]
    [InlineData("a@b@example.com")]
    [InlineData("Ada <ada@example.com>")]
    [InlineData("ada@example.com,eve@example.com")]
    [InlineData("ada@example.com\r\nBcc: eve@example.com")]
    [InlineData("\"a b\"@example.com")]
    [InlineData("ada@[127.0.0.1]")]
    [InlineData("a..b@example.com")]
    [InlineData(".a@example.com")]
    public void What_is_not_one_plain_address_is_refused(string? given) =>
        Refuses(() => Text.Email(given, "email"), "email");

    [Fact]
    public void An_address_has_limits_as_a_whole_and_before_the_at()
    {
        var host = string.Join('.', Enumerable.Repeat(new string('h', 47), 4));
        var longest = $"{new string('u', 254 - host.Length - 1)}@{host}";

        Assert.Equal(254, Text.Email(longest, "email").Length);
        Refuses(() => Text.Email("u" + longest, "email"), "email");
        Refuses(() => Text.Email($"{new string('u', 65)}@example.com", "email"), "email");
    }

    [Theory]
    [InlineData("https://desk.example.com/t/100?q=1#a")]
    [InlineData("http://localhost:8080/")]
    public void A_web_address_is_kept(string given) => Assert.Equal(given, Text.Url(given, "url"));

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("/t/100")]
    [InlineData("ftp://example.com")]
    [InlineData("https://")]
    [InlineData("https://example.com/\nx")]
    public void Another_kind_of_address_is_refused(string given) => Refuses(() => Text.Url(given, "url"), "url");

    [Theory]
    [InlineData("America/New_York")]
    [InlineData("Asia/Kolkata")]
    [InlineData("US/Pacific")]
    [InlineData("UTC")]
    [InlineData(null)]
    public void A_zone_of_the_iana_list_is_kept_under_its_own_name(string? id) =>
        Assert.Equal(id, Text.TimeZone(id, "timeZone"));

    [Theory]
    [InlineData("")]
    [InlineData("Nowhere/At_All")]
    [InlineData("america/new_york")]
    [InlineData("UTC+05:30")]
    [InlineData("Eastern Standard Time")]
    public void An_unknown_zone_is_refused(string id) => Refuses(() => Text.TimeZone(id, "timeZone"), "timeZone");

    [Theory]
    [InlineData("en", "en")]
    [InlineData("DE-at", "de-AT")]
    [InlineData("zh-Hant-TW", "zh-Hant-TW")]
    public void A_language_tag_is_kept_in_its_usual_spelling(string given, string kept) =>
        Assert.Equal(kept, Text.Locale(given, "locale"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("en_US")]
    [InlineData("e")]
    [InlineData("-")]
    [InlineData("english language")]
    [InlineData("a-very-long-language-tag-that-names-no-language")]
    public void What_is_not_a_language_tag_is_refused(string? given) =>
        Refuses(() => Text.Locale(given, "locale"), "locale");

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    public void Both_bounds_are_within(int value) => Assert.Equal(value, Text.Within(value, 1, 9, "n"));

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public void Beyond_the_bounds_is_refused(int value) => Refuses(() => Text.Within(value, 1, 9, "n"), "n");

    [Fact]
    public void Words_are_folded_and_their_percent_signs_are_plain()
    {
        Assert.Equal(["100%", "ärger", "a_b"], Text.Words("  100%\tÄRGER\na_b ", "search"));
        Assert.Empty(Text.Words(" ", "search"));
        Assert.Empty(Text.Words(null, "search"));
    }

    [Theory]
    [InlineData("1 2 3 4 5 6 7 8 9 10 11")]
    [InlineData("nul\0")]
    public void Words_have_limits_too(string given) => Refuses(() => Text.Words(given, "search"), "search");

    private static void Refuses(Func<object?> read, params string[] field)
    {
        var refusal = Assert.Throws<Refusal>(() => read());
        Assert.Equal(RefusalCode.InvalidInput, refusal.Code);
        Assert.Equal(field, refusal.Field);
    }
}
