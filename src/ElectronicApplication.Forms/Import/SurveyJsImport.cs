using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ElectronicApplication.Forms.Definitions;

namespace ElectronicApplication.Forms.Import;

/// <summary>Takes over a SurveyJS definition as far as it maps without guessing. Functions, triggers and matrices do not; they are listed.</summary>
public sealed partial class SurveyJsImport
{
    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        ["text"] = "text", ["comment"] = "longText", ["radiogroup"] = "choice", ["dropdown"] = "choice", ["checkbox"] = "choices", ["tagbox"] = "choices", ["boolean"] = "yesNo",
        ["paneldynamic"] = "group", ["html"] = "guidance", ["file"] = "attachment", ["signaturepad"] = "signature",
    };

    private static readonly Dictionary<string, string> Inputs = new(StringComparer.Ordinal)
    {
        ["text"] = "text", ["number"] = "number", ["date"] = "date", ["time"] = "time", ["email"] = "mail", ["tel"] = "phone",
    };

    private static readonly HashSet<string> Understood =
    [
        "type", "name", "title", "description", "placeholder", "isRequired", "visibleIf", "requiredIf", "choices", "inputType", "min", "max", "maxLength", "validators", "elements", "templateElements",
        "minPanelCount", "maxPanelCount", "html", "acceptedTypes", "maxSize", "allowMultiple", "visible",
    ];

    private static readonly HashSet<string> Harmless =
    [
        "titleLocation", "startWithNewLine", "width", "minWidth", "maxWidth", "rows", "cols", "autoGrow", "colCount", "choicesOrder", "labelTrue", "labelFalse", "panelAddText",
        "panelRemoveText", "renderMode", "state", "size", "storeDataAsText", "waitForUpload", "showPreview", "searchEnabled", "showNumber", "hideNumber", "autocomplete",
    ];

    private static readonly HashSet<string> UnderstoodOfPages = ["type", "name", "title", "description", "visibleIf", "elements"];

    private static readonly HashSet<string> UnderstoodOfSurvey = ["title", "pages", "elements", "triggers", "calculatedValues"];

    private static readonly HashSet<string> HarmlessOfSurvey =
    [
        "locale", "logo", "logoPosition", "logoWidth", "logoHeight", "logoFit", "width", "widthMode", "showProgressBar", "progressBarType", "progressBarLocation", "showQuestionNumbers", "questionTitleLocation",
        "questionDescriptionLocation", "questionErrorLocation", "showPageTitles", "showPageNumbers", "showTitle", "showNavigationButtons", "showPrevButton", "headerView", "pagePrevText", "pageNextText", "completeText",
        "requiredText", "requiredMark", "fitToContainer", "backgroundImage", "backgroundOpacity", "showTOC", "tocLocation", "surveyId", "surveyPostId", "questionsOnPageMode", "checkErrorsMode", "focusFirstQuestionAutomatic",
    ];

    private readonly Dictionary<string, string> _types = new(StringComparer.Ordinal);
    private readonly ImportBuilder _import = new();
    private readonly List<(JsonObject Field, string Ours, string Condition, string Path)> _conditions = [];

    private SurveyJsImport() { }

    /// <exception cref="DefinitionException">It is no SurveyJS definition.</exception>
    public static ImportedForm Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            if (JsonNode.Parse(json.Span) is JsonObject survey && (survey["pages"] ?? survey["elements"]) is JsonArray)
                return new SurveyJsImport().Run(survey);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException) { }
        throw new DefinitionException("$", "SurveyJS の定義ではありません。pages か elements のある JSON を選んでください。", "This is no SurveyJS definition. Choose a JSON file with 'pages' or 'elements'.");
    }

    private ImportedForm Run(JsonObject survey)
    {
        var pages = new JsonArray();
        if (survey["pages"] is JsonArray theirs)
            for (var i = 0; i < theirs.Count; i++)
            {
                var page = theirs[i] as JsonObject ?? [];
                var ours = new JsonObject { ["id"] = $"page_{i + 1}", ["title"] = ImportBuilder.Text(page["title"], $"{i + 1}") };
                if (ImportBuilder.Text(page["description"]) is { } guidance)
                    ours["guidance"] = guidance;
                Condition(ours, "visible", page["visibleIf"], $"$.pages[{i}].visibleIf");
                ours["fields"] = Fields(page["elements"] as JsonArray ?? [], $"$.pages[{i}].elements", inGroup: false);
                _import.Unread(page, $"$.pages[{i}]", UnderstoodOfPages, Harmless);
                pages.Add((JsonNode)ours);
            }
        else
            pages.Add((JsonNode)new JsonObject { ["id"] = "page_1", ["title"] = ImportBuilder.Text(survey["title"], "入力"), ["fields"] = Fields((JsonArray)survey["elements"]!, "$.elements", inGroup: false) });
        foreach (var key in new[] { "triggers", "calculatedValues" })
            if (survey[key] is JsonArray { Count: > 0 })
                _import.Gap("$." + key, $"「{key}」は取り込めません。calculated の項目や条件で書き直してください。", $"'{key}' cannot be taken over. Write it again with calculated fields and conditions.");
        _import.Unread(survey, "$", UnderstoodOfSurvey, HarmlessOfSurvey);
        foreach (var (field, ours, condition, path) in _conditions)
            if (SurveyJsCondition.ToFeel(condition, name => _import.Known(name) is { } id && _types.TryGetValue(id, out var type) ? (id, type) : null) is { } feel)
                field[ours] = feel;
            else
                _import.Gap(path, $"条件「{condition}」は取り込めません。条件を手で書いてください。", $"The condition '{condition}' cannot be taken over. Write it by hand.");
        return new ImportedForm(new JsonObject { ["pages"] = pages }, _import.Gaps);
    }

    private JsonArray Fields(JsonArray elements, string path, bool inGroup)
    {
        var fields = new JsonArray();
        for (var i = 0; i < elements.Count; i++)
        {
            if (elements[i] is not JsonObject element)
            {
                _import.NoComponent($"{path}[{i}]");
                continue;
            }
            var (place, type) = ($"{path}[{i}]", ImportBuilder.Word(element["type"]));
            if (type == "panel")
            {
                if (element["visibleIf"] is not null)
                    _import.Gap(place + ".visibleIf", "枠の表示条件は取り込めません。中の項目それぞれに条件を付けてください。", "The condition of a panel cannot be taken over. Put it on each field inside.");
                _import.Heading(fields, element["title"], element["description"]);
                _import.Unread(element, place, UnderstoodOfPages, Harmless);
                foreach (var inner in Fields(element["elements"] as JsonArray ?? [], place + ".elements", inGroup).ToList())
                {
                    inner!.Parent!.AsArray().Remove(inner);
                    fields.Add(inner);
                }
            }
            else if (!Types.TryGetValue(type, out var ours) || (ours == "group" && inGroup))
                _import.Gap(place, $"「{type}」という種類の項目は取り込めません。手で作ってください。", $"An element of type '{type}' cannot be taken over. Make it by hand.");
            else
                fields.Add((JsonNode)Field(element, ours, place));
        }
        return fields;
    }

    private JsonObject Field(JsonObject element, string type, string path)
    {
        var name = ImportBuilder.Word(element["name"]) is { Length: > 0 } known ? known : "question";
        if (type == "text" && ImportBuilder.Word(element["inputType"]) is { Length: > 0 } input && !Inputs.TryGetValue(input, out type!))
        {
            _import.Gap(path + ".inputType", $"入力の種類「{input}」はありません。文字の項目にしました。", $"There is no input type '{input}'; it became a text field.");
            type = "text";
        }
        var field = new JsonObject { ["id"] = _import.Id(name, path + ".name"), ["type"] = type };
        field["label"] = type == "guidance" ? Tags().Replace(ImportBuilder.Text(element["html"], name)!.ToString(), " ").Trim() : ImportBuilder.Text(element["title"], name);
        if (ImportBuilder.Text(element["description"]) is { } help)
            field["help"] = help;
        if (ImportBuilder.Text(element["placeholder"]) is { } example)
            field["example"] = example;
        if (ImportBuilder.Flag(element["isRequired"]))
            field["required"] = true;
        else
            Condition(field, "required", element["requiredIf"], path + ".requiredIf");
        Condition(field, "visible", element["visibleIf"], path + ".visibleIf");
        if (element["visible"]?.ToString() == "false")
            _import.Gap(path + ".visible", "初めから隠れている項目です。条件を付けるか、消してください。", "This field is hidden from the beginning. Give it a condition, or remove it.");
        Details(field, element, path);
        _types[(string)field["id"]!] = (string)field["type"]!;
        _import.Unread(element, path, Understood, Harmless);
        return field;
    }

    private void Details(JsonObject field, JsonObject element, string path)
    {
        // SurveyJS says "no limit" with -1 and with 0.
        if (ImportBuilder.Number(element["maxLength"]) is not <= 0)
            _import.Whole(field, "maxLength", element["maxLength"], 1, FormReader.MaxGraphemes, path + ".maxLength");
        _import.Whole(field, "minRows", element["minPanelCount"], 0, FormReader.MaxRows, path + ".minPanelCount");
        _import.Whole(field, "maxRows", element["maxPanelCount"], 1, FormReader.MaxRows, path + ".maxPanelCount");
        Bounds(field, element, path);
        switch ((string)field["type"]!)
        {
            case "choice" or "choices":
                field["options"] = _import.Options(element["choices"] as JsonArray ?? [], path + ".choices", "text");
                if (field["options"]!.AsArray().Count == 0)
                    _import.Gap(path + ".choices", "選択肢が外部のデータから来ます。選択肢を手で書いてください。", "The options come from outside. Write them by hand.");
                break;
            case "group":
                field["fields"] = Fields(element["templateElements"] as JsonArray ?? [], path + ".templateElements", inGroup: true);
                break;
            case "attachment":
                if (ImportBuilder.Word(element["acceptedTypes"]) is { Length: > 0 } types && types.Split(',', StringSplitOptions.TrimEntries) is var media)
                {
                    field["accept"] = new JsonArray([.. media.Where(one => one.Contains('/')).Select(one => (JsonNode)one)]);
                    if (media.FirstOrDefault(one => !one.Contains('/')) is { } extension)
                        _import.Gap(path + ".acceptedTypes", $"「{extension}」は、メディアタイプ（accept）で書き直してください。", $"Write '{extension}' as a media type in 'accept'.");
                }
                if (ImportBuilder.Number(element["maxSize"]) is not <= 0)
                    _import.Whole(field, "maxBytes", element["maxSize"], 1, FormReader.MaxFileBytes, path + ".maxSize");
                if (ImportBuilder.Flag(element["allowMultiple"]))
                    field["maxFiles"] = FormReader.MaxFiles;
                break;
        }
        for (var i = 0; element["validators"] is JsonArray validators && i < validators.Count; i++)
            if (validators[i] is JsonObject validator)
                Validator(field, validator, $"{path}.validators[{i}]");
    }

    /// <summary>Numbers have bounds as we have them; dates are written as days.</summary>
    private void Bounds(JsonObject field, JsonObject element, string path)
    {
        foreach (var (theirs, number, day) in new[] { ("min", "min", "earliest"), ("max", "max", "latest") })
        {
            if (element[theirs]?.ToString() is not { Length: > 0 } bound)
                continue;
            if ((string)field["type"]! == "number")
                _import.Bound(field, number, element[theirs], $"{path}.{theirs}");
            else if ((string)field["type"]! == "date" && DateOnly.TryParseExact(bound, "yyyy-MM-dd", out _))
                field[day] = bound;
            else
                _import.Gap($"{path}.{theirs}", $"限度「{bound}」は取り込めません。手で書いてください。", $"The bound '{bound}' cannot be taken over. Write it by hand.");
        }
    }

    private void Validator(JsonObject field, JsonObject validator, string path)
    {
        var type = ImportBuilder.Word(validator["type"]);
        if (type is "email" or "text" or "numeric" && ImportBuilder.Text(validator["text"]) is { } words)
            _import.Gap(path + ".text", $"検査の文「{words}」は取り込めません。ここでは決まった文が出ます。", $"The message '{words}' cannot be taken over; the message here is a fixed one.");
        switch (type)
        {
            case "regex" when ImportBuilder.Word(validator["regex"]) is { Length: > 0 } pattern:
                field["pattern"] = pattern.TrimStart('^').TrimEnd('$');
                if (ImportBuilder.Text(validator["text"]) is { } message)
                    field["patternMessage"] = message;
                break;
            case "email" when (string)field["type"]! is "text" or "mail":
                field["type"] = "mail";
                break;
            case "text":
                _import.Whole(field, "minLength", validator["minLength"], 0, FormReader.MaxGraphemes, path + ".minLength");
                if (ImportBuilder.Number(validator["maxLength"]) is not <= 0)
                    _import.Whole(field, "maxLength", validator["maxLength"], 1, FormReader.MaxGraphemes, path + ".maxLength");
                break;
            case "numeric" when (string)field["type"]! == "number":
                _import.Bound(field, "min", validator["minValue"], path + ".minValue");
                _import.Bound(field, "max", validator["maxValue"], path + ".maxValue");
                break;
            default:
                _import.Gap(path, $"検査「{type}」は取り込めません。valid の規則で書き直してください。", $"The validator '{type}' cannot be taken over. Write it as a rule in 'valid'.");
                break;
        }
    }

    private void Condition(JsonObject field, string ours, JsonNode? condition, string path)
    {
        if (condition?.ToString() is { Length: > 0 } text)
            _conditions.Add((field, ours, text, path));
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();
}
