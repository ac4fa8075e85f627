namespace ElectronicApplication.Jpki.Tests;

public sealed class HolderAttributesTests : JpkiScene
{
    [Theory]
    [InlineData("118700131", 1870, 1, 31)]
    [InlineData("219200229", 1920, 2, 29)]
    [InlineData("319800217", 1980, 2, 17)]
    [InlineData("419890108", 1989, 1, 8)]
    [InlineData("520200401", 2020, 4, 1)]
    public void The_birth_date_is_an_era_and_a_Gregorian_date(string code, int year, int month, int day) =>
        Assert.Equal(new DateOnly(year, month, day), VerifyCard(new TestCard().With(TestCard.BirthDate, code)).Attributes!.BirthDate);

    [Theory]
    [InlineData("019800217")]
    [InlineData("619800217")]
    [InlineData("319800230")]
    [InlineData("319800000")]
    [InlineData("19800217")]
    [InlineData("3 9800217")]
    [InlineData("")]
    [InlineData(null)]
    public void An_unknown_birth_date_is_refused(string? code) =>
        AssertRefused(JpkiFailure.AttributesMissing, VerifyCard(new TestCard().With(TestCard.BirthDate, code)));

    [Theory]
    [InlineData("1", Sex.Male)]
    [InlineData("2", Sex.Female)]
    [InlineData("3", Sex.Unknown)]
    [InlineData("9", Sex.NotApplicable)]
    public void The_sex_may_be_unknown(string code, Sex expected) =>
        Assert.Equal(expected, VerifyCard(new TestCard().With(TestCard.Sex, code)).Attributes!.Sex);

    [Theory]
    [InlineData(TestCard.Name, null)]
    [InlineData(TestCard.Name, "　")]
    [InlineData(TestCard.Address, null)]
    [InlineData(TestCard.NameFlags, null)]
    [InlineData(TestCard.NameFlags, "0020")]
    [InlineData(TestCard.AddressFlags, "")]
    [InlineData(TestCard.Sex, null)]
    [InlineData(TestCard.Sex, "4")]
    public void A_missing_or_unreadable_attribute_is_refused(string oid, string? value) =>
        AssertRefused(JpkiFailure.AttributesMissing, VerifyCard(new TestCard().With(oid, value)));

    [Fact]
    public void An_attribute_that_occurs_twice_is_refused()
    {
        var card = new TestCard();
        AssertRefused(
            JpkiFailure.AttributesMissing,
            VerifyCard(card with { Attributes = [.. card.Attributes, (TestCard.Name, "川崎　太郎")] }));
    }

    [Fact]
    public void An_endless_attribute_is_refused() =>
        AssertRefused(JpkiFailure.AttributesMissing, VerifyCard(new TestCard().With(TestCard.Address, new string('あ', 401))));

    [Fact]
    public void Substitute_characters_are_told()
    {
        var attributes = VerifyCard(new TestCard().With(TestCard.NameFlags, "00010")).Attributes!;
        Assert.True(attributes.NameHasSubstitutes);
        Assert.False(attributes.AddressHasSubstitutes);

        Assert.True(VerifyCard(new TestCard().With(TestCard.AddressFlags, "1000000000000000")).Attributes!.AddressHasSubstitutes);
    }

    [Fact]
    public void Names_outside_the_basic_plane_survive() =>
        Assert.Equal("𠮷田　葛󠄀子", VerifyCard(new TestCard().With(TestCard.Name, "𠮷田　葛󠄀子")).Attributes!.Name);

    [Fact]
    public void No_text_of_the_verification_repeats_an_attribute()
    {
        var verification = VerifyCard(new TestCard().With(TestCard.Sex, "川崎"));
        var texts = verification.Checks.Select(c => c.Name + c.Detail).Append(verification.Detail!);
        Assert.DoesNotContain(texts, t => t.Contains("川崎") || t.Contains("1980"));
    }
}
