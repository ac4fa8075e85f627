using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review.Bulk;
using ElectronicApplication.Core.Review.Decisions;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Core.Review;

public static class ReviewModule
{
    public static IServiceCollection AddReview(this IServiceCollection services) => services
        .AddScoped<Reviewers>()
        .AddScoped<ViewRecorder>()
        .AddScoped<ListSubmissions>()
        .AddScoped<OpenForReview>()
        .AddScoped<ReadAttachmentForReview>()
        .AddScoped<StartReview>()
        .AddScoped<Notebook>()
        .AddScoped<AssignSubmission>()
        .AddScoped<AskCorrection>()
        .AddSweep<CorrectionSweep>()
        .AddScoped<DecideSubmission>()
        .AddDecisions()
        .AddBulk()
        .AddScoped<ListDeliveries>()
        .AddScoped<ReplayDelivery>();
}
