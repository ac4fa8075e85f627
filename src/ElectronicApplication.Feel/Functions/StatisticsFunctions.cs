using ElectronicApplication.Feel.Runtime;

namespace ElectronicApplication.Feel.Functions;

/// <summary>Functions over lists of numbers (table 76); anything else in the list makes them null.</summary>
internal static class StatisticsFunctions
{
    public static FeelValue Product(FeelFrame frame, ReadOnlySpan<FeelValue> arguments)
    {
        if (Numbers(frame, arguments) is not { Length: > 0 } numbers)
            return FeelValue.Null;
        var product = FeelValue.Of(1m);
        foreach (var number in numbers)
            product = FeelArithmetic.Multiply(product, FeelValue.Of(number));
        return product;
    }

    /// <summary>The one in the middle, or the mean of the two there.</summary>
    public static FeelValue Median(FeelFrame frame, ReadOnlySpan<FeelValue> arguments)
    {
        if (Numbers(frame, arguments) is not { Length: > 0 } numbers)
            return FeelValue.Null;
        Array.Sort(numbers);
        var middle = numbers.Length / 2;
        return FeelValue.Of(numbers.Length % 2 == 1 ? numbers[middle] : numbers[middle - 1] / 2 + numbers[middle] / 2);
    }

    /// <summary>The standard deviation of a sample, for which one number says nothing.</summary>
    public static FeelValue StandardDeviation(FeelFrame frame, ReadOnlySpan<FeelValue> arguments)
    {
        if (Numbers(frame, arguments) is not { Length: > 1 } numbers)
            return FeelValue.Null;
        var mean = numbers.Sum() / numbers.Length;
        var squares = numbers.Sum(number => (number - mean) * (number - mean));
        return FeelValue.Of(FeelNumbers.Root(squares / (numbers.Length - 1)));
    }

    /// <summary>The most frequent ones, in ascending order.</summary>
    public static FeelValue Mode(FeelFrame frame, ReadOnlySpan<FeelValue> arguments)
    {
        if (Numbers(frame, arguments) is not { } numbers)
            return FeelValue.Null;
        var counts = numbers.CountBy(number => number).ToList();
        var most = counts.Count == 0 ? 0 : counts.Max(pair => pair.Value);
        return FeelValue.Of(new FeelList([.. counts.Where(pair => pair.Value == most).Select(pair => pair.Key).Order().Select(FeelValue.Of)]));
    }

    private static decimal[]? Numbers(FeelFrame frame, ReadOnlySpan<FeelValue> arguments)
    {
        if (ListFunctions.Spread(frame, arguments) is not { } items)
            return null;
        var numbers = new decimal[items.Count];
        for (var i = 0; i < numbers.Length; i++)
            if (!items[i].TryNumber(out numbers[i]))
                return null;
        return numbers;
    }
}
