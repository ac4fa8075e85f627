namespace ElectronicApplication.Feel.Tables;

/// <summary>What can be wrong with a decision table, in the words that a person at the designer reads.</summary>
internal static class TableFindings
{
    public static TableFinding Cell(FeelError error, TableSeverity severity, TablePlace place) =>
        new(error.Code, severity, place, error.Cause, error.Remedy) { Span = error.Span };

    public static TableFinding NoOutput() => Error("no-output", new TablePlace(),
        "出力の列がありません。", "The table has no output column.",
        "結果を書く列を一つ以上加えてください。", "Add at least one column for the result.");

    public static TableFinding SameOutputTwice(string name) => Error("duplicate-output", new TablePlace(),
        $"「{name}」という名前の出力が二つあります。", $"Two outputs are named '{name}'.",
        "出力ごとに違う名前を付けてください。", "Give each output a name of its own.");

    public static TableFinding CellCount(int rule, int inputs, int outputs, int tests, int results) => Error("cell-count", new TablePlace(rule),
        $"条件の欄が{tests}個、結果の欄が{results}個あります。列は条件{inputs}個、結果{outputs}個です。",
        $"The rule has {tests} condition cells and {results} result cells; the table has {inputs} and {outputs} columns.",
        "列の数に合わせて欄を足すか減らしてください。どんな値でもよい条件は「-」と書きます。", "Add or remove cells to match the columns; '-' is the condition that takes every value.");

    public static TableFinding TypeMismatch(TablePlace place, FeelType expected, FeelType actual) => Error("type", place,
        $"ここには{expected.NameJa}が必要ですが、{actual.NameJa}になっています。", $"A {expected.NameEn} is needed here, but this is a {actual.NameEn}.",
        $"{expected.NameJa}になる式に直すか、列の種類を変えてください。", $"Write an expression that yields a {expected.NameEn}, or change the type of the column.");

    public static TableFinding OutputNotAllowed(TablePlace place, in FeelValue value, string allowed) => Error("output-not-allowed", place,
        $"{FeelLiteral.Of(value)} は、この列で決められた値（{allowed}）にありません。", $"{FeelLiteral.Of(value)} is not among the values of this column ({allowed}).",
        "決められた値のどれかに直すか、この値を列の値に加えてください。", "Use one of these values, or add this one to the values of the column.");

    public static TableFinding NoPriorities(HitPolicy policy) => Error("no-priorities", new TablePlace(),
        policy == HitPolicy.Priority ? "優先順（P）の表ですが、出力の値の順位が決められていません。" : "出力順（O）の表ですが、出力の値の順位が決められていません。",
        $"The hit policy is {policy}, but no output lists its values in order.",
        "出力の列に、取りうる値を優先する順に並べて書いてください。", "List the values of an output, the most important first.");

    public static TableFinding AggregationWithoutCollect() => Error("aggregation", new TablePlace(),
        "合計・件数・最小・最大は、収集（C）の表でだけ使えます。", "Only a table with the hit policy Collect can aggregate.",
        "ヒットポリシーを収集（C）にするか、集計をやめてください。", "Choose Collect, or no aggregation.");

    public static TableFinding AggregationOfSeveral() => Error("aggregation", new TablePlace(),
        "出力の列が複数ある表は、合計・件数・最小・最大を求められません。", "A table with several outputs cannot aggregate.",
        "出力を一つにするか、表を分けてください。", "Keep one output, or split the table.");

    public static TableFinding ValueNotAllowed(TablePlace place, FeelSpan span, in FeelValue value, string domain) => Error("value-not-allowed", place,
        $"{FeelLiteral.Of(value)} は、この入力が取る値（{domain}）にありません。", $"The input never is {FeelLiteral.Of(value)}; its values are {domain}.",
        "取りうる値のどれかに直すか、この条件を消してください。", "Use one of its values, or remove this test.") with { Span = span };

    public static TableFinding EmptyDomain(TablePlace place, string allowed) => Error("empty-domain", place,
        $"この入力の取りうる値（{allowed}）は、一つもありません。", $"The input has no possible value ({allowed}).",
        "範囲の両端と値の種類を確かめてください。", "Check the ends of its range and the kind of its values.");

    public static TableFinding NeverTrue(TablePlace place, FeelSpan? span, string test, string domain) => Warning("test-never-true", place,
        $"「{test}」にあてはまる値は、この入力（{domain}）にはありません。", $"No value of the input ({domain}) passes '{test}'.",
        "範囲の両端と、入力の取りうる値を確かめてください。", "Check the ends of the range and the values of the input.") with { Span = span };

    public static TableFinding Gap(TableCase gap) => new("gap", TableSeverity.Warning, new TablePlace(),
        new FeelMessage(
            $"{gap.Condition.Ja}の規則がありません。{(gap.IsCertain ? "" : "（この場合が本当に起こるかどうかは、条件どうしの関係によります。）")}結果が決まりません。",
            $"There is no rule for the case {gap.Condition.En}{(gap.IsCertain ? "" : " (if that can happen at all)")}, so it has no result."),
        new FeelMessage("この場合の規則を加えるか、出力に既定値を決めてください。", "Add a rule for it, or give the output a default.")) { Case = gap };

    public static TableFinding Overlap(TableCase overlap, int rule, int other, HitPolicy policy, bool isSure) => new(
        "overlap", overlap.IsCertain && isSure ? TableSeverity.Error : TableSeverity.Warning, new TablePlace(other),
        new FeelMessage(
            $"規則{rule + 1}と規則{other + 1}が重なっています。{overlap.Condition.Ja}に両方があてはまり、{(policy == HitPolicy.Any ? isSure ? "結果が違う" : "結果が違うことがある" : "どちらか決まらない")}ため、{(overlap.IsCertain && isSure ? "結果が空になります" : "結果が空になることがあります")}。",
            $"Rules {rule + 1} and {other + 1} both match {overlap.Condition.En}{(policy == HitPolicy.Any ? isSure ? " and differ" : " and may differ" : "")}, {(overlap.IsCertain && isSure ? "so the result is null." : "so the result may be null.")}"),
        policy == HitPolicy.Any
            ? new FeelMessage("二つの規則の結果を同じにするか、条件が重ならないように直してください。", "Let both rules say the same, or narrow one of them.")
            : new FeelMessage("片方の条件を狭めるか、上の規則を優先するなら「先頭優先（F）」にしてください。", "Narrow one of them, or choose First (F) if the upper rule is to win.")) { Case = overlap };

    public static TableFinding Duplicate(int rule, int other, bool isError) => new("duplicate-rule", isError ? TableSeverity.Error : TableSeverity.Warning, new TablePlace(other),
        new FeelMessage($"規則{other + 1}は規則{rule + 1}と同じです。", $"Rule {other + 1} is the same as rule {rule + 1}."),
        new FeelMessage("どちらか一つを消してください。", "Remove one of them."));

    public static TableFinding Unreachable(int rule, HitPolicy policy) => Warning("unreachable-rule", new TablePlace(rule),
        policy switch
        {
            HitPolicy.First => $"規則{rule + 1}は使われません。あてはまる場合は、すべて上の規則が先に決めます。",
            HitPolicy.Priority => $"規則{rule + 1}は使われません。あてはまる場合は、すべて優先順位が上の規則が決めます。",
            _ => $"規則{rule + 1}だけがあてはまる場合はありません。いつも他の規則と重なります。",
        },
        policy switch
        {
            HitPolicy.First => $"Rule {rule + 1} is never used: the rules above it decide all of its cases.",
            HitPolicy.Priority => $"Rule {rule + 1} is never used: rules of higher priority decide all of its cases.",
            _ => $"Rule {rule + 1} never matches alone: other rules overlap it everywhere.",
        },
        "この規則を消すか、他の規則の条件を狭めるか、順番を変えてください。", "Remove it, narrow the other rules, or move it.");

    public static TableFinding More(string code, int count) => Warning(code + "-more", new TablePlace(),
        code == "gap" ? $"規則のない場合が、ほかに{count}件あります。" : $"規則の重なりが、ほかに{count}件あります。",
        code == "gap" ? $"{count} more cases have no rule." : $"{count} more pairs of rules overlap.",
        "示したものを直してから、もう一度確かめてください。", "Mend those shown and check again.");

    public static TableFinding LimitReached() => Warning("analysis-limit", new TablePlace(),
        "表が大きいため、すべての場合は調べきれませんでした。ほかにも漏れや重なりがあるかもしれません。", "The table is too large to be checked in full; there may be more gaps and overlaps than are shown.",
        "表をいくつかに分けるか、条件を「-」にできる欄がないか確かめてください。", "Split the table, or see which cells could be '-'.");

    private static TableFinding Error(string code, TablePlace place, string causeJa, string causeEn, string remedyJa, string remedyEn) =>
        new(code, TableSeverity.Error, place, new FeelMessage(causeJa, causeEn), new FeelMessage(remedyJa, remedyEn));

    private static TableFinding Warning(string code, TablePlace place, string causeJa, string causeEn, string remedyJa, string remedyEn) =>
        Error(code, place, causeJa, causeEn, remedyJa, remedyEn) with { Severity = TableSeverity.Warning };
}
