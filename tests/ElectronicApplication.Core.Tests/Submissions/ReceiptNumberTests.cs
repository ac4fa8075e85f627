using ElectronicApplication.Core.Submissions;
using FsCheck;
using FsCheck.Fluent;

namespace ElectronicApplication.Core.Tests.Submissions;

public sealed class ReceiptNumberTests
{
    private static readonly DateTime Moment = new(2026, 11, 20, 20, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void A_new_number_carries_the_day_in_Japan_and_reads_back_as_itself()
    {
        var number = ReceiptNumber.New(Moment);
        Assert.Matches("^261121-[0-9]{6}-[0-9]{6}$", number);
        Assert.Equal(number, ReceiptNumber.Parse(number));
    }

    [Fact]
    public void Every_single_wrong_digit_is_found() =>
        Prop.ForAll(Gen.Choose(0, 17).ToArbitrary(), Gen.Choose(1, 9).ToArbitrary(), (place, shift) =>
        {
            var digits = Digits();
            digits[place] = (char)('0' + ((digits[place] - '0' + shift) % 10));
            return ReceiptNumber.Parse(new string(digits)) is null;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void Every_two_swapped_neighbours_are_found() =>
        Prop.ForAll(Gen.Choose(0, 16).ToArbitrary(), place =>
        {
            var digits = Digits();
            if (digits[place] == digits[place + 1])
                return true;
            (digits[place], digits[place + 1]) = (digits[place + 1], digits[place]);
            return ReceiptNumber.Parse(new string(digits)) is null;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void Full_width_digits_spaces_and_any_dash_are_forgiven()
    {
        var number = ReceiptNumber.New(Moment);
        var wide = string.Concat(number.Select(c => c == '-' ? 'ー' : (char)(c - '0' + '０')));
        Assert.Equal(number, ReceiptNumber.Parse(wide));
        Assert.Equal(number, ReceiptNumber.Parse($" {number.Replace('-', ' ')}　"));
        Assert.Equal(number, ReceiptNumber.Parse(number.Replace("-", "")));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("261121-482913-05843")]
    [InlineData("261121-482913-0584377")]
    [InlineData("261121/482913/058437")]
    [InlineData("<script>alert(1)</script>")]
    public void What_is_no_number_is_refused(string? typed) => Assert.Null(ReceiptNumber.Parse(typed));

    private static char[] Digits() => ReceiptNumber.New(Moment).Replace("-", "").ToCharArray();
}
