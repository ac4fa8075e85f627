using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ElectronicApplication.Feel;
using ElectronicApplication.Forms.Definitions;

namespace ElectronicApplication.Forms.Import;

/// <summary>Takes over a form.io definition as far as it maps without guessing. Scripts, data sources and resources do not; they are listed.</summary>
public sealed partial class FormIoImport
{
    private static readonly HashSet<string> Layout = ["panel", "fieldset", "well", "columns", "table", "tabs", "container"];

    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        ["textfield"] = "text", ["textarea"] = "longText", ["number"] = "number", ["currency"] = "yen", ["checkbox"] = "yesNo", ["radio"] = "choice", ["select"] = "choice",
        ["selectboxes"] = "choices", ["email"] = "mail", ["phoneNumber"] = "phone", ["day"] = "date", ["datetime"] = "date", ["time"] = "time", ["file"] = "attachment",
        ["datagrid"] = "group", ["editgrid"] = "group", ["content"] = "guidance", ["htmlelement"] = "guidance", ["signature"] = "signature",
    };

    private static readonly HashSet<string> Understood =
    [
        "type", "key", "label", "description", "tooltip", "placeholder", "components", "values", "data", "validate", "conditional", "multiple", "content", "html",
        "decimalLimit", "enableDate", "enableTime", "fileMaxSize", "filePattern", "suffix", "defaultValue",
    ];

    private static readonly HashSet<string> UnderstoodOfFrames = ["type", "key", "title", "legend", "components", "columns", "rows", "conditional"];

    private static readonly HashSet<string> UnderstoodOfForm = ["components", "display", "title"];

    private static readonly HashSet<string> HarmlessOfFrames = ["label", "numRows", "numCols", "cellAlignment", "header", "caption", "striped", "bordered", "hover", "condensed", "cloneRows", "verticalLayout", "autoAdjust"];

    private static readonly HashSet<string> HarmlessOfForm =
        ["_id", "_vid", "name", "path", "type", "tags", "owner", "machineName", "created", "modified", "access", "submissionAccess", "properties", "project", "revisions", "submissionRevisions"];

    // How it looks.
    private static readonly HashSet<string> Harmless =
    [
        "input", "tableView", "id", "rows", "customClass", "prefix", "tabindex", "autofocus", "hideLabel", "labelPosition", "labelWidth", "labelMargin", "inputType", "spellcheck", "errorLabel",
        "persistent", "clearOnHide", "theme", "collapsible", "collapsed", "breadcrumb", "size", "width", "autocomplete", "dataGridLabel", "widget", "format", "datePicker", "timePicker", "dayFirst", 
        "inline", "overlay", "tag", "storage", "dir", "webcam", "image", "delimiter", "showCharCount", "showWordCount",
        "optionsLabelPosition", "addAnother", "addAnotherPosition", "layoutFixed", "enableRowGroups", "reorder", "modalEdit", "searchEnabled",
        "searchField", "selectThreshold", "idPath", "template", "indexeddb", "lazyLoad", "minSearch", "editor", "rowsCount", "autoExpand", "dataSrc", "currency", "useLocaleSettings",
        "allowInput", "alwaysEnabled", "validateOn",
    ];

    private static readonly HashSet<string> HarmlessInFrames = [.. Harmless, .. HarmlessOfFrames];

    private readonly ImportBuilder _import = new();
    private readonly List<(JsonObject Field, JsonObject Component, string Path)> _conditional = [];
    private readonly Dictionary<string, string> _types = [];

    private FormIoImport() { }

    /// <param name="json">A form (<c>{"display", "components"}</c>); a wizard's panels become pages.</param>
    /// <exception cref="DefinitionException">It is no form.io definition.</exception>
    public static ImportedForm Read(ReadOnlyMemory<byte> json)
    {
        // A key that stands twice shows only when somebody looks.
        try
        {
            if (JsonNode.Parse(json.Span) is JsonObject form && form["components"] is JsonArray)
                return new FormIoImport().Run(form);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException) { }
        throw new DefinitionException("$", "form.io の定義ではありません。components のある JSON を選んでください。", "This is no form.io definition. Choose a JSON file with 'components'.");
    }

    private ImportedForm Run(JsonObject form)
    {
        var components = (JsonArray)form["components"]!;
        var pages = new JsonArray();
        if (ImportBuilder.Word(form["display"]) == "wizard")
            for (var i = 0; i < components.Count; i++)
                pages.Add((JsonNode)Page(components[i] as JsonObject ?? [], $"$.components[{i}]", i));
        else
            pages.Add((JsonNode)new JsonObject { ["id"] = "main", ["title"] = ImportBuilder.Text(form["title"], "入力"), ["fields"] = Fields(components, "$.components", inGroup: false) });
        _import.Unread(form, "$", UnderstoodOfForm, HarmlessOfForm);
        foreach (var (field, component, path) in _conditional)
            Condition(field, component, path);
        return new ImportedForm(new JsonObject { ["pages"] = pages }, _import.Gaps);
    }

    private JsonObject Page(JsonObject panel, string path, int index)
    {
        var page = new JsonObject { ["id"] = $"page_{index + 1}", ["title"] = ImportBuilder.Text(panel["title"], $"{index + 1}") };
        _conditional.Add((page, panel, path));
        _import.Unread(panel, path, UnderstoodOfFrames, HarmlessInFrames);
        page["fields"] = Fields(panel["components"] as JsonArray ?? [], path + ".components", inGroup: false);
        return page;
    }

    private JsonArray Fields(JsonArray components, string path, bool inGroup)
    {
        var fields = new JsonArray();
        for (var i = 0; i < components.Count; i++)
            if (components[i] is JsonObject component)
                Add(fields, component, $"{path}[{i}]", inGroup);
            else
                _import.NoComponent($"{path}[{i}]");
        return fields;
    }

    private void Add(JsonArray fields, JsonObject component, string path, bool inGroup)
    {
        var type = ImportBuilder.Word(component["type"]);
        if (type == "button")
            return;
        if (Layout.Contains(type))
        {
            _import.Heading(fields, component["title"] ?? component["legend"], null);
            _import.Unread(component, path, UnderstoodOfFrames, HarmlessInFrames);
            if (component["conditional"] is JsonObject { } condition && condition["when"]?.ToString() is { Length: > 0 })
                _import.Gap(path + ".conditional", "枠の表示条件は取り込めません。中の項目それぞれに条件を付けてください。", "The condition of a frame cannot be taken over. Put it on each field inside.");
            foreach (var (inner, place) in Inside(component, path))
                foreach (var field in Fields(inner, place, inGroup).ToList())
                {
                    field!.Parent!.AsArray().Remove(field);
                    fields.Add(field);
                }
            return;
        }
        if (!Types.TryGetValue(type, out var ours) || (ours == "group" && inGroup))
        {
            _import.Gap(path, $"「{type}」という種類の項目は取り込めません。手で作ってください。", $"A component of type '{type}' cannot be taken over. Make it by hand.");
            return;
        }
        fields.Add((JsonNode)Field(component, ours, path));
    }

    private static IEnumerable<(JsonArray Components, string Path)> Inside(JsonObject component, string path)
    {
        if (component["components"] is JsonArray direct)
            yield return (direct, path + ".components");
        if (component["columns"] is JsonArray columns)
            for (var i = 0; i < columns.Count; i++)
                if (ImportBuilder.Member(columns[i], "components") is JsonArray inner)
                    yield return (inner, $"{path}.columns[{i}].components");
        if (component["rows"] is JsonArray rows)
            for (var r = 0; r < rows.Count; r++)
                for (var c = 0; rows[r] is JsonArray row && c < row.Count; c++)
                    if (ImportBuilder.Member(row[c], "components") is JsonArray inner)
                        yield return (inner, $"{path}.rows[{r}][{c}].components");
    }

    private JsonObject Field(JsonObject component, string type, string path)
    {
        var name = ImportBuilder.Word(component["key"]) is { Length: > 0 } key ? key : "field";
        var field = new JsonObject { ["id"] = _import.Id(name, path + ".key"), ["type"] = Narrowed(type, component) };
        field["label"] = type == "guidance"
            ? Tags().Replace((component["html"] ?? component["content"])?.ToString() ?? "", " ").Trim() is { Length: > 0 } text ? text : name
            : ImportBuilder.Text(component["label"], name);
        if (ImportBuilder.Text(component["description"] ?? component["tooltip"]) is { } help && type != "guidance")
            field["help"] = help;
        if (ImportBuilder.Text(component["placeholder"]) is { } example)
            field["example"] = example;
        Validation(field, component["validate"] as JsonObject ?? [], path + ".validate");
        Details(field, component, path);
        _types[(string)field["id"]!] = (string)field["type"]!;
        _conditional.Add((field, component, path));
        _import.Unread(component, path, Understood, Harmless);
        return field;
    }

    private static string Narrowed(string type, JsonObject component) => type switch
    {
        "number" when component["decimalLimit"]?.ToString() == "0" || ImportBuilder.Flag(ImportBuilder.Member(component["validate"], "integer")) => "integer",
        "date" when component["enableDate"]?.GetValueKind() == JsonValueKind.False => "time",
        "choice" when ImportBuilder.Flag(component["multiple"]) => "choices",
        _ => type,
    };

    private void Validation(JsonObject field, JsonObject validate, string path)
    {
        if (ImportBuilder.Flag(validate["required"]))
            field["required"] = true;
        _import.Whole(field, "minLength", validate["minLength"], 0, FormReader.MaxGraphemes, path + ".minLength");
        _import.Whole(field, "maxLength", validate["maxLength"], 1, FormReader.MaxGraphemes, path + ".maxLength");
        _import.Bound(field, "min", validate["min"], path + ".min");
        _import.Bound(field, "max", validate["max"], path + ".max");
        var understood = new HashSet<string> { "required", "minLength", "maxLength", "min", "max", "pattern", "integer" };
        if (ImportBuilder.Word(validate["pattern"]) is { Length: > 0 } pattern)
        {
            field["pattern"] = pattern;
            if (ImportBuilder.Text(validate["customMessage"]) is { } message)
                field["patternMessage"] = message;
            understood.Add("customMessage");
        }
        // Any step is no step, and only what is offered can be chosen here anyway.
        if (validate["step"]?.ToString() == "any")
            understood.Add("step");
        _import.Unread(validate, path, understood, new HashSet<string> { "strictDateValidation", "onlyAvailableItems" });
    }

    private void Details(JsonObject field, JsonObject component, string path)
    {
        switch ((string)field["type"]!)
        {
            case "choice" or "choices":
                var values = component["values"] as JsonArray ?? ImportBuilder.Member(component["data"], "values") as JsonArray;
                field["options"] = _import.Options(values ?? [], path + (component["values"] is JsonArray ? ".values" : ".data.values"), "label");
                if (values is null || field["options"]!.AsArray().Count == 0)
                    _import.Gap(path + ".data", "選択肢が外部のデータから来ます。選択肢を手で書いてください。", "The options come from outside. Write them by hand.");
                break;
            case "number":
                if (component["decimalLimit"] is JsonValue limit && int.TryParse(limit.ToString(), out var decimals) && decimals is >= 0 and <= 6)
                    field["decimals"] = decimals;
                break;
            case "date" when ImportBuilder.Word(component["type"]) == "datetime" && component["enableTime"]?.ToString() != "false":
                _import.Gap(path + ".enableTime", "日付だけを取り込みました。時刻も要るなら、time の項目を加えてください。", "Only the date was taken over. Add a time field if the time is needed.");
                break;
            case "group":
                field["fields"] = Fields(component["components"] as JsonArray ?? [], path + ".components", inGroup: true);
                break;
            case "attachment":
                var size = ImportBuilder.Word(component["fileMaxSize"]).Trim();
                if (size.EndsWith("MB", StringComparison.OrdinalIgnoreCase) && decimal.TryParse(size[..^2], NumberStyles.Float, CultureInfo.InvariantCulture, out var megabytes)
                    && megabytes > 0 && megabytes <= FormReader.MaxFileBytes / 1024 / 1024)
                    field["maxBytes"] = Math.Max(1, (long)(megabytes * 1024 * 1024));
                else if (size.Length > 0)
                    _import.Gap(path + ".fileMaxSize", $"大きさの限度「{size}」は取り込めません。50MB までの数を maxBytes に書いてください。", $"The size '{size}' cannot be taken over. Write up to 50 MB in 'maxBytes'.");
                if (ImportBuilder.Flag(component["multiple"]))
                    field["maxFiles"] = FormReader.MaxFiles;
                if (ImportBuilder.Word(component["filePattern"]) is { Length: > 0 } types and not "*")
                    _import.Gap(path + ".filePattern", $"ファイルの種類「{types}」は、メディアタイプ（accept）で書き直してください。", $"Write the kinds of files '{types}' as media types in 'accept'.");
                break;
        }
        Rest(field, component, path);
    }

    /// <summary>What several types have, and only some of ours take.</summary>
    private void Rest(JsonObject field, JsonObject component, string path)
    {
        var type = (string)field["type"]!;
        if (ImportBuilder.Flag(component["multiple"]) && type is not ("choices" or "attachment"))
            _import.Gap(path + ".multiple", "いくつも答えられる項目です。繰り返し（group）に作り直してください。", "This field takes several answers. Make it a group.");
        if (ImportBuilder.Text(component["suffix"]) is { } unit)
            if (type is "number" or "integer")
                field["unit"] = unit;
            else
                _import.Gap(path + ".suffix", $"後ろに付く「{unit}」は取り込めません。ラベルか説明に書いてください。", $"The suffix '{unit}' cannot be taken over. Write it in the label or the help.");
        if (ImportBuilder.IsNothing(component["defaultValue"]))
            return;
        if (component["defaultValue"] is JsonValue value && Literal(value, type) is { } literal)
            field["value"] = literal;
        else
            _import.Gap(path + ".defaultValue", "初めの値は取り込めません。必要なら value に式で書いてください。", "The default value cannot be taken over. Write it as an expression in 'value' if it is needed.");
    }

    private static string? Literal(JsonValue value, string type) => type switch
    {
        "text" or "choice" when value.GetValueKind() is JsonValueKind.String or JsonValueKind.Number => FeelQuote.Text(value.ToString()),
        "number" or "integer" or "yen" => ImportBuilder.Number(value)?.ToString(CultureInfo.InvariantCulture),
        "yesNo" when ImportBuilder.Flag(value) => "true",
        _ => null,
    };

    /// <summary>The simple condition: this component shows (or hides) when that one has this value.</summary>
    private void Condition(JsonObject field, JsonObject component, string path)
    {
        if (component["conditional"] is not JsonObject { } condition || condition["when"]?.ToString() is not { Length: > 0 } when)
            return;
        if (_import.Known(when.Split('.')[^1]) is not { } other || !_types.ContainsKey(other))
        {
            _import.Gap(path + ".conditional", $"条件の相手「{when}」がありません。条件を手で書いてください。", $"The condition is about '{when}', which does not exist. Write it by hand.");
            return;
        }
        var value = condition["eq"]?.ToString() ?? "";
        var literal = _types[other] is "yesNo" or "integer" or "number" or "yen" && (value is "true" or "false" || decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _)) ? value : FeelQuote.Text(value);
        var test = _types[other] == "choices" ? $"list contains({other}, {literal})" : $"{other} = {literal}";
        field["visible"] = condition["show"]?.ToString() is "false" ? $"not({test})" : test;
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();
}
