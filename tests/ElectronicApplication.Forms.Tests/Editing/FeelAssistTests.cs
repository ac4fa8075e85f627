using ElectronicApplication.Forms.Editing;

namespace ElectronicApplication.Forms.Tests.Editing;

public sealed class FeelAssistTests
{
    private static readonly FormPlan Plan = Catalog.Plan("sodai-gomi");

    [Theory]
    [InlineData("field/item_name", "item_k|", "item_kind", 0, 6)]
    [InlineData("field/item_name", "品物の|", "item_kind", 0, 3)]
    [InlineData("field/item_name", "x = 1 and met|al", "metal", 10, 5)]
    [InlineData("field/total_fee", "sum(items.quan|", "quantity", 10, 4)]
    [InlineData("field/total_fee", "sum(items[metal].quan|", "quantity", 17, 4)]
    [InlineData("field/total_fee", "some i in items satisfies i.|", "item_kind", 28, 0)]
    [InlineData("field/pickup_address", "pickup_address.|", "postalCode", 15, 0)]
    [InlineData("field/pickup_address", "starts w|", "starts with(", 0, 8)]
    [InlineData("field/pickup_address", "not(string len|", "string length(", 4, 10)]
    [InlineData("field/item_fee", "fee_per|", "fee_per_item", 0, 7)]
    [InlineData("field/item_name", "item_kind = \"|", "\"futon\"", 12, 1)]
    [InlineData("field/item_name", "item_kind in (\"futon\", \"ソファ|\")", "\"sofa\"", 23, 5)]
    [InlineData("mapping", "facts.receipt|", "receiptNumber", 6, 7)]
    public void What_may_come_next_is_proposed_with_what_it_replaces(string target, string text, string first, int start, int length)
    {
        var proposal = FeelAssist.Complete(Plan, target, text.Replace("|", "", StringComparison.Ordinal), text.IndexOf('|'))[0];
        Assert.Equal((first, start, length), (proposal.Insert, proposal.Start, proposal.Length));
        Assert.NotEmpty(proposal.Ja);
    }

    [Fact]
    public void Everything_is_offered_on_an_empty_line_the_own_row_first_and_nothing_in_free_text()
    {
        var proposals = FeelAssist.Complete(Plan, "field/item_name", "", 0);
        Assert.Equal("item_kind", proposals[0].Insert);
        Assert.Contains(proposals, proposal => proposal is { Insert: "ward", Ja: "区（選択（1つ））", Kind: FeelNameKind.Field });
        Assert.DoesNotContain(FeelAssist.Complete(Plan, "field/ward", "", 0), proposal => proposal.Insert is "item_kind" or "fee_per_item");
        Assert.Empty(FeelAssist.Complete(Plan, "field/remarks", "remarks = \"te", 13));
        Assert.Empty(FeelAssist.Complete(Plan, "field/remarks", "zzzz", 4));
    }

    [Fact]
    public void Every_function_says_in_japanese_what_it_does()
    {
        foreach (var letter in "abcdefghijklmnopqrstuvwxyz")
            Assert.All(FeelAssist.Complete(Plan, "procedure", letter.ToString(), 1).Where(proposal => proposal.Kind == FeelNameKind.Function), proposal => Assert.NotEmpty(proposal.Ja));
    }

    [Theory]
    [InlineData("field/item_name", "visible", "item_kind = \"other\" and longest > 3", "unknown-name", 24, 7)]
    [InlineData("field/item_name", "visible", "metal and", "incomplete", 9, 0)]
    [InlineData("field/item_name", "visible", "longest_cm", "wrong-result", 0, 10)]
    [InlineData("field/longest_cm", "valid[0].expression", "longest_cm > \"3\"", "incomparable", 0, 16)]
    [InlineData("field/ward", "visible", "metal", "unknown-name", 0, 5)]
    [InlineData("field/quantity", "value", "\"1\"", "wrong-result", 0, 3)]
    [InlineData("field/collection_from", "earliest", "2026-02-31", "not-a-date", 0, 10)]
    [InlineData("field/collection_from", "latest", "1", "not-a-date", 0, 1)]
    [InlineData("procedure", "fee.expression", "ward", "wrong-result", 0, 4)]
    [InlineData("table/fee_per_item", "rules[0].when[1]", "[30..", "incomplete", 5, 0)]
    [InlineData("table/fee_per_item", "rules[0].when[1]", "\"a\"", "incomparable", 0, 3)]
    [InlineData("table/fee_per_item", "rules[0].then[0]", "qty", "unknown-name", 0, 3)]
    [InlineData("mapping", "targets[0].data.x", "facts.receiptNo", "unknown-member", 0, 15)]
    public void A_mistake_is_shown_under_the_words_that_it_concerns(string target, string key, string text, string code, int start, int length)
    {
        var mistake = FeelAssist.Check(Plan, target, key, text)[0];
        Assert.Equal((code, start, length), (mistake.Code, mistake.Start, mistake.Length));
        Assert.EndsWith("。", mistake.MessageJa);
    }

    [Theory]
    [InlineData("field/item_name", "visible", "item_kind = \"other\""), InlineData("field/item_name", "required", "metal"), InlineData("field/collection_from", "earliest", "today + duration(\"P7D\")"), InlineData("field/collection_from", "latest", "2026-04-01")]
    [InlineData("procedure", "fee.expression", "sum(items.item_fee)"), InlineData("table/fee_per_item", "rules[0].when[1]", ">= 180"), InlineData("table/fee_per_item", "rules[0].then[0]", "quantity * 2"), InlineData("mapping", "targets[0].data.x", "facts.receiptNumber + ward")]
    [InlineData("field/put_place", "options", "[\"a\", \"b\"]"), InlineData("page/place", "visible", "count(items) > 1"), InlineData("field/total_fee", "value", "sum(items.item_fee)")]
    public void What_is_right_has_no_mistake(string target, string key, string text) => Assert.Empty(FeelAssist.Check(Plan, target, key, text));
}
