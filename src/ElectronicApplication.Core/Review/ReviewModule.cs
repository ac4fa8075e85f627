using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review.Bulk;
using ElectronicApplication.Core.Review.Decisions;
using ElectronicApplication.Core.Review.Deliveries;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Core.Review;

public static class ReviewModule
{
    public static IServiceCollection AddReview(this IServiceCollection services) => services
        .AddScoped<Reviewers>()
        .AddScoped<ViewRecorder>()
        .AddScoped<ListSubmissions>()
        .AddScoped<SavedFilters>()
        .AddScoped<OpenForReview>()
        .AddScoped<ReadAttachmentForReview>()
        .AddScoped<RevealAnswers>()
        .AddScoped<RelatedCases>()
        .AddScoped<CheckItems>()
        .AddScoped<StartReview>()
        .AddScoped<Notebook>()
        .AddScoped<AssignSubmission>()
        .AddScoped<TransferSubmission>()
        .AddSweep<OfficeChanges>()
        .AddScoped<WriteToApplicant>()
        .AddScoped<AskCorrection>()
        .AddScoped<CorrectByTelephone>()
        .AddSweep<CorrectionSweep>()
        .AddScoped<DecideSubmission>()
        .AddDecisions()
        .AddBulk()
        .AddDeliveryConsole();
}
