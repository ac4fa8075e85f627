namespace ElectronicApplication.Feel.Functions;

/// <summary>The built-in functions of DMN 1.5, 10.3.4, by the tables of the chapter. <c>is defined</c> is an addition of this house.</summary>
internal static partial class FeelFunctions
{
    private static readonly FeelType AnyList = FeelType.List(FeelType.Any);

    static FeelFunctions()
    {
        Conversions();
        Logic();
        Strings();
        Lists();
        Numbers();
        Dates();
        Ranges();
        Contexts();
    }

    private static void Conversions()
    {
        Many("date", FeelType.Date, DateFunctions.Date, "from any", "year number, month number, day number");
        Many("time", FeelType.Time, DateFunctions.Time, "from any", "hour number, minute number, second number, offset? days");
        Many("date and time", FeelType.DateTime, DateFunctions.DateAndTime, "from any", "date any, time any",
            "year number, month number, day number, hour number, minute number, second number, offset? any",
            "year number, month number, day number, hour number, minute number, second number, timezone string");
        One("duration", FeelType.Any, DateFunctions.Duration, "from any");
        Two("years and months duration", FeelType.MonthsDuration, DateFunctions.MonthsBetween, "from date, to date");
        Many("number", FeelType.Number, NumberFunctions.Parse, "from string", "from string, grouping separator string, decimal separator string");
        One("string", FeelType.String, StringFunctions.From, "from any");
        One("range", FeelType.Range(FeelType.Any), RangeFunctions.Parse, "from string");
    }

    private static void Logic()
    {
        One("not", FeelType.Boolean, LogicFunctions.Not, "negand boolean");
        Many("all", FeelType.Boolean, LogicFunctions.All, "list list", "b any...");
        Many("any", FeelType.Boolean, LogicFunctions.Any, "list list", "b any...");
        // A value alone is compared with null; the order of the two makes no difference, so either may be the one that is given.
        Many("is", FeelType.Boolean, LogicFunctions.Is, "value1 any, value2? any", "value2 any, value1? any");
        One("is defined", FeelType.Boolean, LogicFunctions.IsDefined, "value any");
    }

    private static void Strings()
    {
        Many("substring", FeelType.String, StringFunctions.Substring, "string string, start position number, length? number");
        One("string length", FeelType.Number, StringFunctions.Length, "string string");
        One("upper case", FeelType.String, StringFunctions.UpperCase, "string string");
        One("lower case", FeelType.String, StringFunctions.LowerCase, "string string");
        Two("substring before", FeelType.String, StringFunctions.Before, "string string, match string");
        Two("substring after", FeelType.String, StringFunctions.After, "string string, match string");
        Two("contains", FeelType.Boolean, StringFunctions.Contains, "string string, match string");
        Two("starts with", FeelType.Boolean, StringFunctions.StartsWith, "string string, match string");
        Two("ends with", FeelType.Boolean, StringFunctions.EndsWith, "string string, match string");
        Many("matches", FeelType.Boolean, PatternFunctions.Matches, "input string, pattern string, flags? string");
        Many("replace", FeelType.String, PatternFunctions.Replace, "input string, pattern string, replacement string, flags? string");
        Many("split", FeelType.List(FeelType.String), PatternFunctions.Split, "string string, delimiter string");
        Many("string join", FeelType.String, StringFunctions.Join, "list strings, delimiter? string");
    }

    private static void Lists()
    {
        Two("list contains", FeelType.Boolean, ListFunctions.Contains, "list list, element any");
        One("count", FeelType.Number, ListFunctions.Count, "list list");
        Add("min", Joined, (FeelMany)ListFunctions.Min, "list list", "c any...");
        Add("max", Joined, (FeelMany)ListFunctions.Max, "list list", "c any...");
        Add("sum", Joined, (FeelMany)ListFunctions.Sum, "list list", "n any...");
        Add("mean", Joined, (FeelMany)ListFunctions.Mean, "list list", "n any...");
        Many("product", FeelType.Number, StatisticsFunctions.Product, "list numbers", "n number...");
        Many("median", FeelType.Number, StatisticsFunctions.Median, "list numbers", "n number...");
        Many("stddev", FeelType.Number, StatisticsFunctions.StandardDeviation, "list numbers", "n number...");
        Many("mode", FeelType.List(FeelType.Number), StatisticsFunctions.Mode, "list numbers", "n number...");
        Add("sublist", ListOfFirst, (FeelMany)ListFunctions.Sublist, "list list, start position number, length? number");
        Add("append", ListOfAll, (FeelMany)ListFunctions.Append, "list list, item any...");
        Add("concatenate", ListOfAll, (FeelMany)ListFunctions.Concatenate, "list list...");
        Add("union", ListOfAll, (FeelMany)ListFunctions.Union, "list list...");
        Many("insert before", AnyList, ListFunctions.InsertBefore, "list list, position number, newItem any");
        Add("remove", ListOfFirst, (FeelBinary)ListFunctions.Remove, "list list, position number");
        Many("list replace", AnyList, ListFunctions.Replace, "list list, position any, newItem any", "list list, match any, newItem any");
        Add("reverse", ListOfFirst, (FeelUnary)ListFunctions.Reverse, "list list");
        Two("index of", FeelType.List(FeelType.Number), ListFunctions.IndexOf, "list list, match any");
        Add("distinct values", ListOfFirst, (FeelUnary)ListFunctions.Distinct, "list list");
        One("flatten", AnyList, ListFunctions.Flatten, "list list");
        Add("sort", ListOfFirst, (FeelBinary)SortFunction.Sort, "list list, precedes any");
    }

    private static void Numbers()
    {
        Two("decimal", FeelType.Number, NumberFunctions.Decimal, "n number, scale number");
        Many("floor", FeelType.Number, NumberFunctions.Floor, "n number, scale? number");
        Many("ceiling", FeelType.Number, NumberFunctions.Ceiling, "n number, scale? number");
        Two("round up", FeelType.Number, NumberFunctions.RoundUp, "n number, scale number");
        Two("round down", FeelType.Number, NumberFunctions.RoundDown, "n number, scale number");
        Two("round half up", FeelType.Number, NumberFunctions.RoundHalfUp, "n number, scale number");
        Two("round half down", FeelType.Number, NumberFunctions.RoundHalfDown, "n number, scale number");
        Add("abs", types => types.Length == 1 && !types[0].IsUnknown ? types[0] : FeelType.Any, (FeelUnary)NumberFunctions.Abs, "n any");
        Two("modulo", FeelType.Number, NumberFunctions.Modulo, "dividend number, divisor number");
        One("sqrt", FeelType.Number, NumberFunctions.Root, "number number");
        One("log", FeelType.Number, NumberFunctions.Logarithm, "number number");
        One("exp", FeelType.Number, NumberFunctions.Exponential, "number number");
        One("odd", FeelType.Boolean, NumberFunctions.IsOdd, "number number");
        One("even", FeelType.Boolean, NumberFunctions.IsEven, "number number");
    }

    private static void Dates()
    {
        One("day of year", FeelType.Number, DateFunctions.DayOfYear, "date date");
        One("day of week", FeelType.String, DateFunctions.DayOfWeek, "date date");
        One("month of year", FeelType.String, DateFunctions.MonthOfYear, "date date");
        One("week of year", FeelType.Number, DateFunctions.WeekOfYear, "date date");
        Many("now", FeelType.DateTime, DateFunctions.Now, "");
        Many("today", FeelType.Date, DateFunctions.Today, "");
    }

    private static void Ranges()
    {
        string[] any = ["point1 any, point2 any", "point any, range any", "range any, point any", "range1 any, range2 any"];
        string[] inner = ["point any, range any", "range1 any, range2 any"];
        string[] outer = ["range any, point any", "range1 any, range2 any"];
        string[] both = ["range1 any, range2 any"];
        Two("before", FeelType.Boolean, RangeFunctions.Before, any);
        Two("after", FeelType.Boolean, RangeFunctions.After, any);
        Two("meets", FeelType.Boolean, RangeFunctions.Meets, both);
        Two("met by", FeelType.Boolean, RangeFunctions.MetBy, both);
        Two("overlaps", FeelType.Boolean, RangeFunctions.Overlaps, both);
        Two("overlaps before", FeelType.Boolean, RangeFunctions.OverlapsBefore, both);
        Two("overlaps after", FeelType.Boolean, RangeFunctions.OverlapsAfter, both);
        Two("finishes", FeelType.Boolean, RangeFunctions.Finishes, inner);
        Two("finished by", FeelType.Boolean, RangeFunctions.FinishedBy, outer);
        Two("includes", FeelType.Boolean, RangeFunctions.Includes, outer);
        Two("during", FeelType.Boolean, RangeFunctions.During, inner);
        Two("starts", FeelType.Boolean, RangeFunctions.Starts, inner);
        Two("started by", FeelType.Boolean, RangeFunctions.StartedBy, outer);
        Two("coincides", FeelType.Boolean, RangeFunctions.Coincides, "point1 any, point2 any", "range1 any, range2 any");
    }

    private static void Contexts()
    {
        Two("get value", FeelType.Any, ContextFunctions.GetValue, "m any, key any", "context any, key any");
        One("get entries", AnyList, ContextFunctions.GetEntries, "m any", "context any");
        One("context", FeelType.Any, ContextFunctions.Make, "entries list");
        Many("context put", FeelType.Any, ContextFunctions.Put,
            "context any, keys any, value any", "context any, key string, value any");
        One("context merge", FeelType.Any, ContextFunctions.Merge, "contexts list");
    }
}
